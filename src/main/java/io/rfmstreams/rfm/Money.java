package io.rfmstreams.rfm;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of money. Every operation whose result exceeds 64 bits throws {@link ArithmeticException}.
 *
 * @param units the amount in 1/10,000 of the currency's main unit, may be negative
 */
public record Money(long units) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    /** The maximum amount of a purchase or refund: 10¹² of the currency's main unit. */
    public static final Money MAX_AMOUNT = new Money(1_000_000_000_000L * 10_000L);

    private static final int DECIMALS = 4;
    private static final long UNITS_PER_WHOLE = 10_000L;

    /**
     * Rounds a decimal half-even to four decimals.
     *
     * @throws ArithmeticException if the amount does not fit into 64 bits of 1/10,000 units
     */
    public static Money of(BigDecimal amount) {
        return new Money(amount.setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact());
    }

    /** Reads a plain decimal, for tests and constants; see {@link #of(BigDecimal)}. */
    public static Money of(String amount) {
        return of(new BigDecimal(amount));
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(units, other.units));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(units, other.units));
    }

    public Money min(Money other) {
        return units <= other.units ? this : other;
    }

    /** Returns the amount, or zero if it is negative. */
    public Money atLeastZero() {
        return units < 0 ? ZERO : this;
    }

    public boolean isPositive() {
        return units > 0;
    }

    public boolean isZero() {
        return units == 0;
    }

    /** Returns the nearest double, in the currency's main unit. */
    public double toDouble() {
        return toDouble(units);
    }

    /** Converts an amount in 1/10,000 units to the nearest double, in the currency's main unit. */
    public static double toDouble(long units) {
        return units / (double) UNITS_PER_WHOLE;
    }

    /** Returns the exact decimal without trailing zeros, in the currency's main unit. */
    public BigDecimal toDecimal() {
        BigDecimal decimal = BigDecimal.valueOf(units, DECIMALS).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(units, other.units);
    }

    /** Returns the plain decimal: at most four decimals, no exponent, no trailing zeros. */
    @Override
    public String toString() {
        return toDecimal().toPlainString();
    }
}
