/** What other programs see: topic names and settings, message records, their JSON, and the bytes of the state. */
@NullMarked
package io.rfmstreams.contract;

import org.jspecify.annotations.NullMarked;
