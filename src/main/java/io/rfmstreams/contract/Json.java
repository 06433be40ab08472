package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.rfmstreams.segment.NextChange;

/**
 * Jackson, configured for all messages and answers. {@link io.rfmstreams.rfm.Money} is a plain decimal. A double is the
 * shortest decimal that reads back as the same double. Times with {@link EpochMillis} are RFC 3339 timestamps. Reading
 * is strict: duplicate keys, and values of another type, such as numbers in strings, are
 * errors.
 */
public final class Json {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    static final ObjectMapper MAPPER = mapper(FACTORY).build();

    private Json() {}

    /** Returns the builder of a mapper that writes the same JSON as messages. */
    public static JsonMapper.Builder mapper() {
        return mapper(FACTORY);
    }

    /** Returns a mapper that accepts one JSON value without duplicate keys, and nothing after it. */
    static ObjectMapper strict() {
        return mapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    }

    /** Returns the builder of such a mapper, with the limits of a factory. */
    public static JsonMapper.Builder mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS, MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .withCoercionConfig(LogicalType.Textual, Json::acceptOnlyStrings)
                .addModule(MoneyJson.module())
                .addMixIn(NextChange.class, NextChangeMixin.class);
    }

    private static void acceptOnlyStrings(MutableCoercionConfig strings) {
        strings.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /** The JSON of {@link NextChange}. */
    interface NextChangeMixin {

        @EpochMillis
        long at();
    }
}
