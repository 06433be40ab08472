package io.rfmstreams.demo;

import io.rfmstreams.rfm.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Random;

/**
 * One made-up customer. Order values are log-normal.
 *
 * @param id such as {@code c000123}
 * @param weight how often the customer orders, compared to the others
 * @param logValue mean of the logarithm of an order's value
 */
record Shopper(String id, ShopperKind kind, double weight, double logValue) {

    private static final double MEAN_LOG_VALUE = 3.6;
    private static final double SPREAD_BETWEEN_CUSTOMERS = 0.7;
    private static final double SPREAD_OF_ORDERS = 0.4;
    private static final double ZIPF_EXPONENT = 0.6;
    private static final BigDecimal LEAST = new BigDecimal("0.01");

    /**
     * Makes up a customer.
     *
     * @param number from 0; activity falls with a power of it, as in Zipf's law
     */
    static Shopper draw(int number, Random random) {
        ShopperKind kind = ShopperKind.at(random.nextDouble());
        double weight = kind.activity() / StrictMath.pow(number + 10.0, ZIPF_EXPONENT);
        double logValue = MEAN_LOG_VALUE + SPREAD_BETWEEN_CUSTOMERS * random.nextGaussian();
        return new Shopper(String.format(Locale.ROOT, "c%06d", number), kind, weight, logValue);
    }

    /** The value of one order, in whole hundredths. */
    Money orderValue(Random random) {
        double value = StrictMath.exp(logValue + SPREAD_OF_ORDERS * random.nextGaussian());
        return Money.of(
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).max(LEAST));
    }
}
