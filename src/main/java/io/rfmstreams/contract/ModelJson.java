package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rfmstreams.segment.ModelLimits;
import io.rfmstreams.segment.SegmentationModel;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Writes the JSON of the {@code segment-models} topic; {@link ModelJsonReader} reads it. */
public final class ModelJson {

    /** Key of the record with the active version. */
    public static final String ACTIVE_KEY = "active";

    private static final Pattern VERSION_KEY = Pattern.compile("v[1-9][0-9]{0,9}");

    private record Alias(int version) {}

    private ModelJson() {}

    /** Returns the key of the record of a version. */
    public static String key(int version) {
        return "v" + version;
    }

    /** Returns the version in such a key; empty for any other text and for an invalid version. */
    public static OptionalInt version(String key) {
        if (!VERSION_KEY.matcher(key).matches()) {
            return OptionalInt.empty();
        }
        long version = Long.parseLong(key.substring(1));
        return version > ModelLimits.MAX_VERSION ? OptionalInt.empty() : OptionalInt.of((int) version);
    }

    /** Encodes the record that makes a version active. */
    public static byte[] encodeAlias(int version) {
        return encode(new Alias(version));
    }

    public static byte[] encode(SegmentationModel model) {
        return encode((Object) ModelMessage.of(model));
    }

    private static byte[] encode(Object message) {
        try {
            return ModelMessage.MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("a model cannot be written as JSON", fault);
        }
    }
}
