package io.rfmstreams.demo;

import io.rfmstreams.rfm.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Random;

/**
 * A made-up customer. Order values have a log-normal distribution.
 *
 * @param id the customer id, such as {@code c000123}
 * @param weight how often the customer orders, relative to the others
 * @param logValue the mean of the logarithm of the order values
 */
record Shopper(String id, ShopperKind kind, double weight, double logValue) {

    private static final double MEAN_LOG_VALUE = 3.6;
    private static final double DEVIATION_OF_CUSTOMERS = 0.7;
    private static final double DEVIATION_OF_ORDERS = 0.4;
    private static final double ZIPF_EXPONENT = 0.6;
    private static final BigDecimal MIN_VALUE = new BigDecimal("0.01");

    /**
     * Draws a random customer.
     *
     * @param number the number of the customer, from 0; the activity decreases with a power of it (Zipf's law)
     */
    static Shopper draw(int number, Random random) {
        ShopperKind kind = ShopperKind.at(random.nextDouble());
        double weight = kind.activity() / StrictMath.pow(number + 10.0, ZIPF_EXPONENT);
        double logValue = MEAN_LOG_VALUE + DEVIATION_OF_CUSTOMERS * random.nextGaussian();
        return new Shopper(String.format(Locale.ROOT, "c%06d", number), kind, weight, logValue);
    }

    /** Draws the value of an order, rounded to hundredths. */
    Money orderValue(Random random) {
        double value = StrictMath.exp(logValue + DEVIATION_OF_ORDERS * random.nextGaussian());
        return Money.of(
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).max(MIN_VALUE));
    }
}
