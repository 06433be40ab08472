package io.rfmstreams.demo;

import io.rfmstreams.contract.Amounts;
import io.rfmstreams.contract.Ids;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CSV files with one order or refund per line. The fields have the same rules as those of messages. */
final class OrdersCsv {

    private static final char NOT_UTF_8 = '\uFFFD';

    private final CsvTable table;
    private final RefundPolicy refunds;
    private final Drops drops;
    private final int orderId;
    private final int customerId;
    private final int occurredAt;
    private final int amount;
    private final int type;
    private final int refundId;
    private final int currency;

    OrdersCsv(TextLines input, RefundPolicy refunds, Drops drops) throws IOException {
        this.table = new CsvTable(input, drops);
        this.refunds = refunds;
        this.drops = drops;
        orderId = table.required("order_id", "transaction_id");
        customerId = table.required("customer_id");
        occurredAt = table.required("occurred_at", "timestamp");
        amount = table.required("amount");
        type = table.optional("type");
        refundId = table.optional("refund_id");
        currency = table.optional("currency");
    }

    List<SourceRecord> read() throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        while (table.next()) {
            String customer = table.get(customerId);
            if (customer == null) {
                drops.reject(table.line(), DropReason.NO_CUSTOMER, "customer_id is empty");
                continue;
            }
            try {
                CustomerEvent event = event();
                SourceRecord read = new SourceRecord.Event(id("customer_id", customer), event, table.get(currency));
                if (event instanceof Refund && refunds == RefundPolicy.DROP) {
                    drops.drop(DropReason.REFUND_DROPPED);
                } else {
                    records.add(read);
                }
            } catch (InvalidFieldException invalid) {
                drops.reject(table.line(), invalid);
            }
        }
        return records;
    }

    private CustomerEvent event() {
        String kind = table.get(type);
        if (kind != null && !kind.equals("PURCHASE") && !kind.equals("REFUND")) {
            throw new InvalidFieldException(RejectionReason.BAD_TYPE, "type is neither PURCHASE nor REFUND");
        }
        String order = table.get(orderId);
        if ("REFUND".equals(kind)) {
            String given = table.get(refundId);
            if (given == null) {
                throw new InvalidFieldException(RejectionReason.MISSING_REFUND_ID, "refund_id is empty");
            }
            String returned = id("refund_id", given);
            return new Refund(returned, order == null ? null : id("order_id", order), money(), time());
        }
        return new Purchase(id("order_id", order), money(), time());
    }

    private Money money() {
        return Amounts.parse(required("amount", table.get(amount), RejectionReason.BAD_AMOUNT));
    }

    private long time() {
        return Timestamps.parse(required("occurred_at", table.get(occurredAt), RejectionReason.BAD_DATE));
    }

    static String id(String field, @Nullable String value) {
        String id = Ids.check(field, required(field, value, RejectionReason.MISSING_ID));
        if (id.indexOf(NOT_UTF_8) >= 0) {
            throw new InvalidFieldException(RejectionReason.BAD_ID, field + " is not UTF-8");
        }
        return id;
    }

    private static String required(String field, @Nullable String value, RejectionReason otherwise) {
        if (value == null) {
            throw new InvalidFieldException(otherwise, field + " is empty");
        }
        return value;
    }
}
