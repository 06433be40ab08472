package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.Money;
import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact sum of amounts, of any size. */
final class MoneySum {

    private static final int DECIMALS = 4;

    /** What did not fit into {@link #units}. */
    private BigInteger carried = BigInteger.ZERO;

    private long units;

    /** Adds an amount in 1/10,000 units. */
    void add(long more) {
        long sum = units + more;
        boolean isOverflow = ((units ^ sum) & (more ^ sum)) < 0;
        if (isOverflow) {
            carried = carried.add(BigInteger.valueOf(units));
        }
        units = isOverflow ? more : sum;
    }

    void add(MoneySum other) {
        carried = carried.add(other.carried);
        add(other.units);
    }

    /** Returns the exact sum without trailing zeros, in the currency's main unit. */
    BigDecimal toDecimal() {
        if (carried.signum() == 0) {
            return new Money(units).toDecimal();
        }
        BigDecimal exact = new BigDecimal(carried.add(BigInteger.valueOf(units)), DECIMALS).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /** Returns the nearest double, in the currency's main unit. */
    double toDouble() {
        return toDecimal().doubleValue();
    }
}
