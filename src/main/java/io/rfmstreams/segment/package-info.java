/** Which segment a customer stands in and why: the model, feature scaling, nearest centroid, explanation, the moves between segments, and those that inactivity will bring. */
@NullMarked
package io.rfmstreams.segment;

import org.jspecify.annotations.NullMarked;
