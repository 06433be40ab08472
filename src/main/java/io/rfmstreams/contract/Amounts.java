package io.rfmstreams.contract;

import io.rfmstreams.rfm.Money;
import java.math.BigDecimal;

/** Amounts of purchases and refunds: decimals above 0 after rounding to 1/10,000, and at most 10¹². */
public final class Amounts {

    private static final int LONGEST = 64;
    private static final int LARGEST_EXPONENT = 40;
    private static final BigDecimal LARGEST = Money.LARGEST_AMOUNT.toDecimal();

    private Amounts() {}

    /**
     * Reads an amount. Length and exponent are bounded before anything is computed.
     *
     * @throws InvalidFieldException with {@link RejectionReason#BAD_AMOUNT} or {@link RejectionReason#AMOUNT_TOO_LARGE}
     */
    public static Money parse(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidFieldException(
                    RejectionReason.BAD_AMOUNT, "amount has " + text.length() + " characters, more than " + LONGEST);
        }
        try {
            BigDecimal decimal = new BigDecimal(text);
            long exponent = (long) decimal.precision() - decimal.scale();
            if (decimal.signum() <= 0 || exponent < -LARGEST_EXPONENT) {
                throw notPositive(text);
            }
            if (exponent > LARGEST_EXPONENT || decimal.compareTo(LARGEST) > 0) {
                throw new InvalidFieldException(
                        RejectionReason.AMOUNT_TOO_LARGE, "amount " + text + " is above " + LARGEST.toPlainString());
            }
            Money amount = Money.of(decimal);
            if (!amount.isPositive()) {
                throw notPositive(text);
            }
            return amount;
        } catch (NumberFormatException notADecimal) {
            throw new InvalidFieldException(
                    RejectionReason.BAD_AMOUNT, "amount is not a decimal: " + InvalidFieldException.quote(text));
        }
    }

    private static InvalidFieldException notPositive(String text) {
        return new InvalidFieldException(RejectionReason.BAD_AMOUNT, "amount must be above 0, not " + text);
    }
}
