package io.rfmstreams.files;

import io.rfmstreams.contract.Amounts;
import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.files.FileOptions.TableOptions;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the orders and refunds of JSON lines, also where ids are numbers, amounts are text, or dates are not RFC 3339. */
final class JsonOrders {

    /** A longer id is not used as the key. It is far above the maximum length of an id. */
    private static final int MAX_KEY_CHARS = 10_000;

    private final Dates dates;
    private final boolean dateOrderKnown;
    private final @Nullable DecimalMark decimal;

    JsonOrders(TableOptions options) {
        DateOrder order = options.dates().order();
        dates = new Dates(
                order == null ? DateOrder.DAY_FIRST : order,
                options.dates().zone(),
                options.dates().unit());
        dateOrderKnown = order != null;
        decimal = options.decimal();
    }

    /**
     * What a line is.
     *
     * @param order the order or refund to send in place of the line; null if the line is to be sent unchanged
     * @param customerId the customer that the line names, null if it names none that can be read
     * @param time the date of the line, epoch milliseconds; null if it has none that can be read
     * @param problem why the processor will reject the line; null if it will take it
     */
    record Result(
            SourceRecord.@Nullable Event order,
            @Nullable String customerId,
            @Nullable Long time,
            @Nullable Problem problem) {}

    Result read(byte[] line) {
        if (PurchaseJson.decode(line) instanceof InputRecord.Event valid && valid.customerId() != null) {
            return new Result(null, valid.customerId(), valid.event().occurredAt(), null);
        }
        JsonFields fields = JsonFields.of(line);
        Long time = null;
        try {
            time = time(fields);
            SourceRecord.Event order = order(fields, time);
            return new Result(order, order.customerId(), time, null);
        } catch (InvalidFieldException invalid) {
            return new Result(null, key(fields), time, Problem.of(invalid));
        }
    }

    private SourceRecord.Event order(JsonFields fields, long time) {
        if (!fields.isComplete()) {
            throw new InvalidFieldException(
                    RejectionReason.BAD_JSON, "the line is not one JSON object with each field once");
        }
        String customerId = Objects.requireNonNull(id("customerId", fields, RejectionReason.NO_KEY));
        Money amount = amount(fields.required("amount", RejectionReason.BAD_AMOUNT));
        JsonFields.Value type = fields.get("type");
        JsonFields.Value currency = fields.get("currency");
        CustomerEvent event;
        if (type == null || type.text().equals("PURCHASE")) {
            event = new Purchase(
                    Objects.requireNonNull(id("orderId", fields, RejectionReason.MISSING_ID)), amount, time);
        } else if (type.text().equals("REFUND")) {
            String refundId = Objects.requireNonNull(id("refundId", fields, RejectionReason.MISSING_REFUND_ID));
            event = new Refund(refundId, id("orderId", fields, null), amount, time);
        } else {
            throw new InvalidFieldException(
                    RejectionReason.BAD_TYPE,
                    "type must be PURCHASE or REFUND, not " + InvalidFieldException.quote(type.text()));
        }
        return new SourceRecord.Event(customerId, event, currency == null ? null : currency.text());
    }

    private long time(JsonFields fields) {
        if (fields.get("occurredAt") == null && !fields.isComplete()) {
            throw new InvalidFieldException(RejectionReason.BAD_JSON, "the line is not a JSON object");
        }
        JsonFields.Value value = fields.required("occurredAt", RejectionReason.BAD_DATE);
        DateText date = DateText.of(value.text());
        if (date != null && !date.yearFirst() && !dateOrderKnown) {
            throw new InvalidFieldException(
                    RejectionReason.BAD_DATE,
                    "date " + InvalidFieldException.quote(value.text()) + " has the day or the month first. "
                            + "Use --dates day-first|month-first");
        }
        if (value.isNumber() && dates.unit() == null) {
            throw new InvalidFieldException(
                    RejectionReason.BAD_DATE,
                    "date " + InvalidFieldException.quote(value.text()) + " is a number. Use --time-unit s|ms");
        }
        return dates.parse(value.text());
    }

    private Money amount(JsonFields.Value value) {
        AmountText text = value.isNumber() || isPlain(value.text()) ? null : AmountText.of(value.text());
        if (text == null) {
            return Amounts.parse(value.text());
        }
        DecimalMark mark = decimal != null ? decimal : text.proof();
        if (mark == null && text.isAmbiguous()) {
            throw new InvalidFieldException(
                    RejectionReason.BAD_AMOUNT,
                    "amount " + InvalidFieldException.quote(value.text())
                            + " has a decimal comma or separates thousands. Use --decimal point|comma");
        }
        return EventSender.amount(new Decimals(mark == null ? DecimalMark.POINT : mark).parse("amount", value.text()));
    }

    /** Returns whether a text is a decimal as programs write it. */
    private boolean isPlain(String text) {
        return decimal != DecimalMark.COMMA && text.matches("\\d{1,20}(\\.\\d{1,20})?");
    }

    /** Returns an id; a number is an id as its text. */
    private static @Nullable String id(String field, JsonFields fields, @Nullable RejectionReason ifMissing) {
        JsonFields.Value value = ifMissing == null ? fields.get(field) : fields.required(field, ifMissing);
        return value == null
                ? null
                : value.isNumber() ? IdText.id(field, value.text()) : Ids.check(field, value.text());
    }

    private static @Nullable String key(JsonFields fields) {
        JsonFields.Value value = fields.get("customerId");
        return value == null || value.text().length() > MAX_KEY_CHARS ? null : value.text();
    }
}
