package io.rfmstreams.demo;

import io.rfmstreams.contract.Amounts;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of one invoice. */
final class Invoice {

    /** The identity of the order that a line belongs to. */
    record Key(String number, String customerId) {}

    private final long time;
    private final boolean refund;
    private final List<Long> lines = new ArrayList<>();
    private BigDecimal sum = BigDecimal.ZERO;

    Invoice(long time, boolean refund) {
        this.time = time;
        this.refund = refund;
    }

    void add(BigDecimal amount, long line) {
        sum = sum.add(amount);
        lines.add(line);
    }

    /** Returns the order or refund. If the sum is not a valid amount, each line is rejected. */
    Optional<SourceRecord> toRecord(Key key, Drops drops) {
        try {
            Money amount = Amounts.parse(sum.toPlainString());
            CustomerEvent event =
                    refund ? new Refund(key.number(), null, amount, time) : new Purchase(key.number(), amount, time);
            return Optional.of(new SourceRecord.Event(key.customerId(), event, null));
        } catch (InvalidFieldException invalid) {
            lines.forEach(line -> drops.reject(line, invalid));
            return Optional.empty();
        }
    }
}
