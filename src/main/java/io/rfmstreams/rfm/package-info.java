/**
 * Purchase histories: rolling window, refunds, duplicates, and the resulting recency, frequency and monetary value. The
 * package contains no input or output.
 */
@NullMarked
package io.rfmstreams.rfm;

import org.jspecify.annotations.NullMarked;
