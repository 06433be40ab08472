package io.rfmstreams.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The JSON of the {@code purchases} topic. */
public final class PurchaseJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PURCHASE = "PURCHASE";
    private static final String REFUND = "REFUND";

    private PurchaseJson() {}

    /**
     * Decodes a message. Unknown fields are ignored; a known one must not be given twice. An invalid message does not throw but
     * gives {@link InputRecord.Malformed}.
     */
    public static InputRecord decode(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            Fields fields = new Fields();
            fields.read(parser);
            return fields.toEvent();
        } catch (InvalidFieldException invalid) {
            return InputRecord.Malformed.of(invalid);
        } catch (IOException notJson) {
            return new InputRecord.Malformed(RejectionReason.BAD_JSON, "the value is not a JSON object");
        }
    }

    /** Encodes a message. The type of a purchase is the default and left out. */
    public static byte[] encode(String customerId, CustomerEvent event, @Nullable String currency) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(192);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (event.orderId() != null) {
                json.writeStringField("orderId", event.orderId());
            }
            json.writeStringField("customerId", customerId);
            if (event instanceof Refund refund) {
                json.writeStringField("type", REFUND);
                json.writeStringField("refundId", refund.refundId());
            }
            json.writeFieldName("amount");
            json.writeNumber(event.amount().toString());
            if (currency != null) {
                json.writeStringField("currency", currency);
            }
            json.writeStringField("occurredAt", Timestamps.format(event.occurredAt()));
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** The fields of one message. Missing fields are reported in the order of {@link #toEvent}. */
    private static final class Fields {

        private static final int ORDER_ID = 1;
        private static final int CUSTOMER_ID = 2;
        private static final int TYPE = 4;
        private static final int REFUND_ID = 8;
        private static final int AMOUNT = 16;
        private static final int CURRENCY = 32;
        private static final int OCCURRED_AT = 64;

        private @Nullable String orderId;
        private @Nullable String customerId;
        private @Nullable String type;
        private @Nullable String refundId;
        private @Nullable String amount;
        private @Nullable String currency;
        private @Nullable String occurredAt;
        private int seen;

        void read(JsonParser parser) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidFieldException(RejectionReason.BAD_JSON, "the value is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "orderId" -> orderId = text(once(ORDER_ID, parser), RejectionReason.BAD_ID);
                    case "customerId" -> customerId = text(once(CUSTOMER_ID, parser), RejectionReason.BAD_ID);
                    case "type" -> type = text(once(TYPE, parser), RejectionReason.BAD_TYPE);
                    case "refundId" -> refundId = text(once(REFUND_ID, parser), RejectionReason.BAD_ID);
                    case "amount" -> amount = number(once(AMOUNT, parser));
                    case "currency" -> currency = text(once(CURRENCY, parser), RejectionReason.WRONG_CURRENCY);
                    case "occurredAt" -> occurredAt = text(once(OCCURRED_AT, parser), RejectionReason.BAD_DATE);
                    default -> parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new InvalidFieldException(RejectionReason.BAD_JSON, "the value continues after the JSON object");
            }
        }

        /** Throws if the present field has been read before. Jackson's own check keeps the names in a set, which costs time. */
        private JsonParser once(int field, JsonParser parser) throws IOException {
            if ((seen & field) != 0) {
                throw new InvalidFieldException(RejectionReason.BAD_JSON, parser.currentName() + " is given twice");
            }
            seen |= field;
            return parser;
        }

        InputRecord.Event toEvent() {
            boolean isRefund = isRefund();
            if (!isRefund) {
                required(orderId, RejectionReason.MISSING_ID, "orderId");
            }
            check("orderId", orderId);
            check("customerId", customerId);
            String returned = null;
            if (isRefund) {
                returned = required(refundId, RejectionReason.MISSING_REFUND_ID, "refundId");
                Ids.check("refundId", returned);
            }
            var money = Amounts.parse(required(amount, RejectionReason.BAD_AMOUNT, "amount"));
            long at = Timestamps.parse(required(occurredAt, RejectionReason.BAD_DATE, "occurredAt"));
            CustomerEvent event = returned != null
                    ? new Refund(returned, orderId, money, at)
                    : new Purchase(required(orderId, RejectionReason.MISSING_ID, "orderId"), money, at);
            return new InputRecord.Event(customerId, event, currency);
        }

        private static void check(String field, @Nullable String id) {
            if (id != null) {
                Ids.check(field, id);
            }
        }

        private boolean isRefund() {
            if (type == null || type.equals(PURCHASE)) {
                return false;
            }
            if (type.equals(REFUND)) {
                return true;
            }
            throw new InvalidFieldException(
                    RejectionReason.BAD_TYPE,
                    "type must be PURCHASE or REFUND, not " + InvalidFieldException.quote(type));
        }

        private static String required(@Nullable String value, RejectionReason reason, String field) {
            if (value == null) {
                throw new InvalidFieldException(reason, field + " is missing");
            }
            return value;
        }

        private static @Nullable String text(JsonParser parser, RejectionReason otherwise) throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> parser.getText();
                case VALUE_NULL -> null;
                default -> throw new InvalidFieldException(otherwise, parser.currentName() + " is not a string");
            };
        }

        private static @Nullable String number(JsonParser parser) throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getText();
                case VALUE_NULL -> null;
                default -> throw new InvalidFieldException(RejectionReason.BAD_AMOUNT, "amount is not a number");
            };
        }
    }
}
