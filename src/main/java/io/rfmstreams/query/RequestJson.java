package io.rfmstreams.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.rfmstreams.contract.Amounts;
import io.rfmstreams.contract.EpochMillis;
import io.rfmstreams.contract.Json;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.RfmPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads requests from JSON. An unknown field is an error, because it can be a misspelt one. */
public final class RequestJson {

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(8)
            .maxNumberLength(64)
            .maxStringLength(256)
            .maxNameLength(64)
            .build();
    private static final ObjectMapper MAPPER = Json.mapper(JsonFactory.builder()
                    .streamReadConstraints(LIMITS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL))
            .build();

    /** Larger than any currency's largest sum, and than any number of days or orders. */
    private static final double MAX_NUMBER = 1e12;

    private RequestJson() {}

    /**
     * Reads {@code {"purchase":{"amount":…,"occurredAt":…}}} or {@code {"waitDays":…}}.
     *
     * @throws QueryException with {@link QueryError#BAD_REQUEST}
     */
    public static WhatIf whatIf(byte[] json) {
        WhatIfRequest request = read(json, WhatIfRequest.class);
        PurchaseRequest purchase = request.purchase;
        Integer waitDays = request.waitDays;
        if (purchase != null && waitDays == null) {
            if (purchase.amount == null) {
                throw wrong("purchase.amount");
            }
            return new WhatIf.Purchase(purchase.amount, purchase.occurredAt);
        }
        if (waitDays != null && purchase == null) {
            return new WhatIf.Wait(waitDays);
        }
        throw bad("give exactly one of purchase and waitDays");
    }

    /**
     * Reads {@code {"recency":…,"frequency":…,"monetary":…}}: days, orders, and the currency's main unit.
     *
     * @throws QueryException with {@link QueryError#BAD_REQUEST}
     */
    public static RfmPoint score(byte[] json) {
        ScoreRequest request = read(json, ScoreRequest.class);
        requireRange("recency", request.recency(), 0);
        requireRange("frequency", request.frequency(), 0);
        requireRange("monetary", request.monetary(), -MAX_NUMBER);
        return new RfmPoint(request.recency(), request.frequency(), request.monetary());
    }

    /** Has fields, because a record cannot tell a field that is null from one that is absent. */
    private static final class WhatIfRequest {

        @JsonProperty
        private @Nullable PurchaseRequest purchase;

        @JsonProperty
        private @Nullable Integer waitDays;
    }

    private static final class PurchaseRequest {

        @JsonProperty
        @JsonDeserialize(using = Amount.class)
        private @Nullable Money amount;

        @JsonProperty
        @EpochMillis
        private @Nullable Long occurredAt;
    }

    record ScoreRequest(
            @JsonProperty(required = true) double recency,
            @JsonProperty(required = true) double frequency,
            @JsonProperty(required = true) double monetary) {}

    private static final class Amount extends StdScalarDeserializer<Money> {

        private static final long serialVersionUID = 1L;

        Amount() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                return (Money) context.handleUnexpectedToken(Money.class, parser);
            }
            return Amounts.parse(parser.getText());
        }
    }

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            // Jackson accepts other encodings and some malformed UTF-8 as well
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            T request = MAPPER.readValue(text, type);
            if (request == null) {
                throw bad(RequestErrors.NOT_AN_OBJECT);
            }
            return request;
        } catch (CharacterCodingException notUtf8) {
            throw bad("the body is not UTF-8");
        } catch (JsonMappingException invalid) {
            throw bad(RequestErrors.describe(invalid));
        } catch (JsonProcessingException notJson) {
            throw bad(RequestErrors.NOT_JSON);
        }
    }

    private static void requireRange(String field, double value, double least) {
        if (!(value >= least && value <= MAX_NUMBER)) {
            throw wrong(field);
        }
    }

    private static QueryException wrong(String field) {
        return bad(field + " must be " + RequestErrors.requirement(field));
    }

    private static QueryException bad(String detail) {
        return new QueryException(QueryError.BAD_REQUEST, detail);
    }
}
