package io.rfmstreams.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.rfmstreams.contract.Amounts;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.segment.RfmPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads questions from JSON. Fields that a question does not have are an error, as they would be a misspelt one. */
public final class QuestionJson {

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(8)
            .maxNumberLength(64)
            .maxStringLength(256)
            .maxNameLength(64)
            .build();
    private static final ObjectReader JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(LIMITS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** More than any currency's biggest sum, and any number of days or orders. */
    private static final double LARGEST = 1e12;

    private QuestionJson() {}

    /**
     * Reads {@code {"purchase":{"amount":…,"occurredAt":…}}} or {@code {"waitDays":…}}.
     *
     * @throws QueryException with {@link QueryError#BAD_QUESTION}
     */
    public static WhatIf whatIf(byte[] json) {
        JsonNode question = object(json, Set.of("purchase", "waitDays"));
        if (question.size() != 1) {
            throw bad("give exactly one of purchase and waitDays");
        }
        JsonNode purchase = question.get("purchase");
        return purchase == null ? waiting(question) : purchase(purchase);
    }

    /**
     * Reads {@code {"recency":…,"frequency":…,"monetary":…}}: days, orders, and the currency's main unit.
     *
     * @throws QueryException with {@link QueryError#BAD_QUESTION}
     */
    public static RfmPoint score(byte[] json) {
        JsonNode question = object(json, Set.of("recency", "frequency", "monetary"));
        return new RfmPoint(
                number(question, "recency", 0),
                number(question, "frequency", 0),
                number(question, "monetary", -LARGEST));
    }

    private static WhatIf waiting(JsonNode question) {
        JsonNode days = question.path("waitDays");
        if (!days.isIntegralNumber() || !days.canConvertToInt()) {
            throw bad("waitDays must be a whole number of 0 to " + WhatIf.Wait.MOST_DAYS);
        }
        return new WhatIf.Wait(days.intValue());
    }

    private static WhatIf purchase(JsonNode purchase) {
        requireFields("purchase", purchase, Set.of("amount", "occurredAt"));
        JsonNode amount = purchase.path("amount");
        if (!amount.isNumber()) {
            throw bad("purchase.amount must be a number");
        }
        try {
            return new WhatIf.Purchase(Amounts.parse(amount.decimalValue().toString()), time(purchase));
        } catch (InvalidFieldException invalid) {
            throw bad("purchase: " + invalid.getMessage());
        }
    }

    private static @Nullable Long time(JsonNode purchase) {
        JsonNode occurredAt = purchase.get("occurredAt");
        if (occurredAt == null) {
            return null;
        }
        if (!occurredAt.isTextual()) {
            throw bad("purchase.occurredAt must be an RFC 3339 timestamp");
        }
        return Timestamps.parse(occurredAt.textValue());
    }

    private static double number(JsonNode question, String field, double least) {
        JsonNode node = question.path(field);
        double value = node.doubleValue();
        if (!node.isNumber() || !(value >= least && value <= LARGEST)) {
            throw bad(field + " must be a number of " + (least == 0 ? "0" : "-10^12") + " to 10^12");
        }
        return value;
    }

    private static JsonNode object(byte[] json, Set<String> fields) {
        JsonNode node;
        try {
            // Jackson takes other encodings and some broken UTF-8 as well
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            node = JSON.readTree(text);
        } catch (CharacterCodingException notUtf8) {
            throw bad("the body is not UTF-8");
        } catch (IOException notJson) {
            throw bad("the body is not JSON, or not within the limits");
        }
        requireFields("the body", node, fields);
        return node;
    }

    private static void requireFields(String what, JsonNode node, Set<String> fields) {
        if (!node.isObject()) {
            throw bad(what + " must be a JSON object");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw bad(what + " may have no other field than "
                        + String.join(", ", fields.stream().sorted().toList()));
            }
        });
    }

    private static QueryException bad(String detail) {
        return new QueryException(QueryError.BAD_QUESTION, detail);
    }
}
