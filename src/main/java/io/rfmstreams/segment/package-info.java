/** Which segment a customer stands in and why: the model, feature scaling, nearest centroid, explanation and the moves between segments. */
@NullMarked
package io.rfmstreams.segment;

import org.jspecify.annotations.NullMarked;
