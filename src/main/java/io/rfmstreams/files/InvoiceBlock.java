package io.rfmstreams.files;

import io.rfmstreams.files.OrderPart.Content;
import java.math.BigDecimal;

/** Lines of one invoice that follow each other. */
final class InvoiceBlock {

    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long FACTOR = 0xBF58476D1CE4E5B9L;
    private static final int SHIFT = 31;

    private final OrderKey key;
    private final long line;
    private final Content first;
    private BigDecimal sum = BigDecimal.ZERO;
    private long fingerprint = SEED;
    private int lines;

    InvoiceBlock(OrderKey key, long line, Content first) {
        this.key = key;
        this.line = line;
        this.first = first;
    }

    OrderKey key() {
        return key;
    }

    void add(String text, BigDecimal amount) {
        sum = sum.add(amount);
        lines++;
        for (int i = 0; i < text.length(); i++) {
            fingerprint = (fingerprint ^ text.charAt(i)) * FACTOR;
            fingerprint ^= fingerprint >>> SHIFT;
        }
        fingerprint = (fingerprint ^ '\n') * FACTOR;
    }

    OrderPart part() {
        // 0 means that repeated lines are not left out
        long nonZero = fingerprint == 0 ? SEED : fingerprint;
        Content content = new Content(first.time(), sum, BigDecimal.ZERO, null, first.refund());
        return new OrderPart(key, line, lines, nonZero, content);
    }
}
