package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The JSON of the {@code customer-offers} topic. */
public final class CustomerOfferJson {

    private static final ObjectMapper JSON = Json.strict();

    private CustomerOfferJson() {}

    /**
     * Decodes a record. Unknown fields are ignored.
     *
     * @param key the customer's id; null if the record has no key
     * @throws InvalidFieldException if the record violates the contract
     */
    public static CustomerOffer decode(byte @Nullable [] key, byte[] value) {
        String customerId = customerId(key);
        JsonNode offer = read(value);
        JsonNode named = offer.path("customerId");
        if (offer.hasNonNull("customerId") && !customerId.equals(named.textValue())) {
            throw new InvalidFieldException(
                    RejectionReason.KEY_MISMATCH, "the body's customerId is not the record's key");
        }
        return new CustomerOffer(
                customerId,
                text(offer, "offerId", RejectionReason.BAD_ID),
                Timestamps.parse(text(offer, "at", RejectionReason.BAD_DATE)));
    }

    /**
     * Returns the customer id in a key.
     *
     * @throws InvalidFieldException if it is no id
     */
    public static String customerId(byte @Nullable [] key) {
        if (key == null) {
            throw new InvalidFieldException(RejectionReason.NO_KEY, "the record has no key");
        }
        return Ids.read("customerId", key);
    }

    /** Encodes an offer. */
    public static byte[] encode(CustomerOffer offer) {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("customerId", offer.customerId())
                    .put("offerId", offer.offerId())
                    .put("at", Timestamps.format(offer.at())));
        } catch (JsonProcessingException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static JsonNode read(byte[] value) {
        try {
            JsonNode offer = JSON.readTree(value);
            if (offer.isObject()) {
                return offer;
            }
        } catch (IOException notJson) {
            // The same error as for another kind of JSON.
        }
        throw new InvalidFieldException(RejectionReason.BAD_JSON, "the value is not a JSON object");
    }

    private static String text(JsonNode offer, String field, RejectionReason otherwise) {
        String text = offer.path(field).textValue();
        if (text == null) {
            throw new InvalidFieldException(otherwise, field + " is missing or not a string");
        }
        return text;
    }
}
