package io.rfmstreams.files;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Lines of an order that follow each other.
 *
 * @param key the order
 * @param line the number of the first line
 * @param lines the number of lines
 * @param fingerprint a hash of the text of the lines; 0 if repeated lines are not left out
 * @param content what the lines say
 */
record OrderPart(OrderKey key, long line, int lines, long fingerprint, Content content) {

    /**
     * What lines say of an order.
     *
     * @param time epoch milliseconds of the first line
     * @param amount the sum of the lines
     * @param refunded the amount given back
     * @param refund whether the order is a refund without an order id
     */
    record Content(
            long time,
            BigDecimal amount,
            BigDecimal refunded,
            @Nullable String currency,
            boolean refund) {}
}
