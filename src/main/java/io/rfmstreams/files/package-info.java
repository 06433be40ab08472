/** What is understood of a file: its table, its columns and its values. No Kafka. */
@NullMarked
package io.rfmstreams.files;

import org.jspecify.annotations.NullMarked;
