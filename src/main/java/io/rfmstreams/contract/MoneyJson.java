package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.rfmstreams.rfm.Money;
import java.io.IOException;

/** The JSON of {@link Money}: a plain decimal number, at most four decimals, no exponent, no trailing zeros. */
final class MoneyJson {

    private MoneyJson() {}

    static SimpleModule module() {
        return new SimpleModule("money")
                .addSerializer(Money.class, new Serializer())
                .addDeserializer(Money.class, new Deserializer());
    }

    private static final class Serializer extends StdScalarSerializer<Money> {

        private static final long serialVersionUID = 1L;

        Serializer() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(money.toString());
        }
    }

    private static final class Deserializer extends StdScalarDeserializer<Money> {

        private static final long serialVersionUID = 1L;

        Deserializer() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                return (Money) context.handleUnexpectedToken(Money.class, parser);
            }
            return Money.of(parser.getDecimalValue());
        }
    }
}
