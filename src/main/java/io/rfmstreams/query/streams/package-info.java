/** Reads customers: interactive queries of the stores of this instance, and queries of other instances. */
@NullMarked
package io.rfmstreams.query.streams;

import org.jspecify.annotations.NullMarked;
