package io.rfmstreams.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.EpochMillis;
import io.rfmstreams.segment.Assignment;
import io.rfmstreams.segment.ForecastStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer at one time.
 *
 * @param assignment the segment and the recommended action
 * @param profile the customer advanced to {@code asOf}; its RFM is that of {@code asOf}, not of the last write
 * @param returnProbability how likely the customer is to buy again, 0 to 1; null if the active model has no such probability or
 *     the customer is inactive
 * @param forecast all future segment changes if the customer buys nothing, in order
 * @param distances distances to all centroids of the active model, by rank; empty without a model
 * @param asOf the time that the answer refers to, epoch milliseconds
 */
@JsonPropertyOrder("customerId")
public record CustomerAnswer(
        @JsonUnwrapped Assignment assignment,
        @JsonUnwrapped CustomerProfile profile,
        @Nullable Double returnProbability,
        List<ForecastStep> forecast,
        List<Distance> distances,
        @EpochMillis long asOf,
        @JsonUnwrapped Freshness freshness) {

    @JsonProperty
    public String customerId() {
        return profile.customerId();
    }
}
