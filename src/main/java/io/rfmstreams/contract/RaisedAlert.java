package io.rfmstreams.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What readers need of a message on {@code churn-alerts} to find out whether the alert came true.
 *
 * @param kind a name of {@link io.rfmstreams.segment.ChurnSignal.Kind}
 * @param raisedAt epoch milliseconds
 * @param from the segment that the customer leaves
 * @param returnProbability return probability at {@code raisedAt}; null if there was none
 */
public record RaisedAlert(
        @RequiredField String customerId,
        @RequiredField String kind,
        @RequiredField @EpochMillis long raisedAt,
        @RequiredField Segment from,
        @Nullable Double returnProbability) {

    private static final ObjectReader READER = Json.mapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build()
            .readerFor(RaisedAlert.class);

    /** A segment. */
    public record Segment(@RequiredField String id) {}

    /**
     * Decodes a message. Unknown fields are ignored.
     *
     * @throws IOException if the message is not JSON, or a field is missing or malformed
     */
    public static RaisedAlert decode(byte[] json) throws IOException {
        return READER.readValue(json);
    }
}
