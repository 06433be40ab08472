package io.rfmstreams.files;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;

/** Adds up the parts of one order. The parts must be added in the order of the file. */
final class OrderSum {

    private final OrderPart first;
    private final boolean totals;
    private final Set<Long> fingerprints = new HashSet<>();
    private BigDecimal amount;
    private BigDecimal refunded;
    private long repeatedLines;
    private long repeatedTotals;

    /**
     * Starts with the first part.
     *
     * @param totals whether amounts are totals of the order: an amount that comes again is the same total
     */
    OrderSum(OrderPart first, boolean totals) {
        this.first = first;
        this.totals = totals;
        this.amount = first.content().amount();
        this.refunded = first.content().refunded();
        fingerprints.add(first.fingerprint());
    }

    void add(OrderPart part) {
        if (part.fingerprint() != 0 && !fingerprints.add(part.fingerprint())) {
            repeatedLines += part.lines();
            return;
        }
        BigDecimal total = first.content().amount();
        BigDecimal more = part.content().amount();
        if (totals && total.signum() != 0 && total.compareTo(more) == 0) {
            repeatedTotals++;
        }
        amount = plus(amount, total, more);
        refunded = plus(refunded, first.content().refunded(), part.content().refunded());
    }

    OrderPart first() {
        return first;
    }

    BigDecimal amount() {
        return amount;
    }

    BigDecimal refunded() {
        return refunded;
    }

    /** Returns the number of lines that came before and are left out. */
    long repeatedLines() {
        return repeatedLines;
    }

    /** Returns the number of lines whose total is that of the first line, and is not added again. */
    long repeatedTotals() {
        return repeatedTotals;
    }

    private BigDecimal plus(BigDecimal sum, BigDecimal total, BigDecimal more) {
        return totals && total.compareTo(more) == 0 ? sum : sum.add(more);
    }
}
