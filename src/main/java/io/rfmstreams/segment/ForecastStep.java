package io.rfmstreams.segment;

import org.jspecify.annotations.Nullable;

/**
 * A step of the forecast of a customer who buys nothing.
 *
 * @param change the segment change
 * @param returnProbability the return probability at that time, 0 to 1; null if the model has none or the customer is then
 *     inactive
 */
public record ForecastStep(NextChange change, @Nullable Double returnProbability) {}
