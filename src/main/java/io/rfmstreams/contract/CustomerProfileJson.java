package io.rfmstreams.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.NextChange;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The JSON of the {@code customer-profiles} topic. */
public final class CustomerProfileJson {

    private static final ObjectReader EXACT =
            Json.MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final int USUAL_SIZE = 512;

    private CustomerProfileJson() {}

    public static byte[] encode(CustomerProfile profile) {
        return new JsonWriter(USUAL_SIZE)
                .open('{')
                .string("customerId", profile.customerId())
                .string("segment", profile.segment())
                .time("since", profile.since())
                .rfm("rfm", profile.rfm())
                .time("firstPurchaseAt", profile.firstPurchaseAt())
                .time("lastPurchaseAt", profile.lastPurchaseAt())
                .integer("modelVersion", profile.modelVersion())
                .nextChange(profile.nextChange())
                .time("updatedAt", profile.updatedAt())
                .close('}')
                .toByteArray();
    }

    /**
     * Decodes a profile. Unknown fields are ignored.
     *
     * @throws IOException if the value is not the JSON of a profile; the message names the field
     */
    public static CustomerProfile decode(byte[] json) throws IOException {
        JsonNode node = EXACT.readTree(json);
        try {
            JsonNode rfm = node.required("rfm");
            return new CustomerProfile(
                    node.required("customerId").asText(),
                    node.required("segment").asText(),
                    time(node, "since"),
                    new Rfm(
                            rfm.required("recencyDays").asLong(),
                            rfm.required("frequency").asLong(),
                            Money.of(rfm.required("monetary").decimalValue())),
                    time(node, "firstPurchaseAt"),
                    time(node, "lastPurchaseAt"),
                    node.hasNonNull("modelVersion") ? node.get("modelVersion").asInt() : null,
                    nextChange(node.path("nextChange")),
                    time(node, "updatedAt"));
        } catch (IllegalArgumentException | ArithmeticException | InvalidFieldException invalid) {
            throw new IOException("not a customer profile: " + invalid.getMessage(), invalid);
        }
    }

    private static @Nullable NextChange nextChange(JsonNode node) {
        return node.isObject() ? new NextChange(node.required("segment").asText(), time(node, "at")) : null;
    }

    private static long time(JsonNode node, String field) {
        return Timestamps.parse(node.required(field).asText());
    }
}
