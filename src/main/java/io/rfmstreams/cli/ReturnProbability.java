package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The return probability of an answer, with two decimals. */
final class ReturnProbability {

    private static final int DECIMALS = 2;

    private ReturnProbability() {}

    /** Reads the field {@code returnProbability}; empty if it is null. */
    static Optional<String> of(JsonNode answer) {
        JsonNode probability = answer.path("returnProbability");
        return probability.isNumber()
                ? Optional.of(TextTable.decimal(DECIMALS, probability.asDouble()))
                : Optional.empty();
    }
}
