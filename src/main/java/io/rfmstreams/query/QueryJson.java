package io.rfmstreams.query;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.Json;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.segment.Assignment;
import io.rfmstreams.segment.ForecastStep;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.SegmentRef;
import io.rfmstreams.segment.SegmentationModel;

/** Writes answers as JSON. Numbers, money and times have the same format as in messages. */
public final class QueryJson {

    private static final ObjectMapper MAPPER = Json.mapper()
            .addMixIn(Assignment.class, AssignmentMixin.class)
            .addMixIn(SegmentRef.class, SegmentRefMixin.class)
            .addMixIn(CustomerProfile.class, CustomerProfileMixin.class)
            .addMixIn(ForecastStep.class, ForecastStepMixin.class)
            .build();

    private QueryJson() {}

    /** Returns the UTF-8 bytes of an answer, which is a record. */
    public static byte[] encode(Object answer) {
        try {
            return MAPPER.writeValueAsBytes(answer);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("an answer cannot be written as JSON", fault);
        }
    }

    /** Returns the JSON of a whole model, as in its message. */
    public static byte[] model(SegmentationModel model) {
        return ModelJson.encode(model);
    }

    interface AssignmentMixin {

        @JsonUnwrapped
        SegmentRef segment();
    }

    interface SegmentRefMixin {

        @JsonProperty("segment")
        String id();

        @JsonProperty("segmentName")
        String name();
    }

    interface ForecastStepMixin {

        @JsonUnwrapped
        NextChange change();
    }

    /** The answer has both at its start, with the name of the segment. */
    @JsonIgnoreProperties({"customerId", "segment"})
    interface CustomerProfileMixin {}
}
