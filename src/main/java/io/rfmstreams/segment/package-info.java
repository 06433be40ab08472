/**
 * Segments: models, feature scaling, assignment by nearest centroid, explanations, forecasts and churn signals. It is pure
 * computation on immutable values, without stores and topics.
 */
@NullMarked
package io.rfmstreams.segment;

import org.jspecify.annotations.NullMarked;
