/** Reads files of orders: the form of a table, its columns and its values. It does not use Kafka. */
@NullMarked
package io.rfmstreams.files;

import org.jspecify.annotations.NullMarked;
