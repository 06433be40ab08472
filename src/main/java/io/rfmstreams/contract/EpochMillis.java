package io.rfmstreams.contract;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks epoch milliseconds that are an RFC 3339 timestamp in JSON, see {@link Timestamps}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@JacksonAnnotationsInside
@JsonSerialize(using = EpochMillis.Serializer.class)
@JsonDeserialize(using = EpochMillis.Deserializer.class)
public @interface EpochMillis {

    /** Writes a timestamp. */
    final class Serializer extends StdScalarSerializer<Long> {

        private static final long serialVersionUID = 1L;

        Serializer() {
            super(Long.class);
        }

        @Override
        public void serialize(Long epochMillis, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(Timestamps.format(epochMillis));
        }
    }

    /** Reads a timestamp. */
    final class Deserializer extends StdScalarDeserializer<Long> {

        private static final long serialVersionUID = 1L;

        Deserializer() {
            super(Long.class);
        }

        @Override
        public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Long) context.handleUnexpectedToken(Long.class, parser);
            }
            return Timestamps.parse(parser.getText());
        }
    }
}
