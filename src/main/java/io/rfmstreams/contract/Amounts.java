package io.rfmstreams.contract;

import io.rfmstreams.rfm.Money;
import java.math.BigDecimal;

/** Amounts of purchases and refunds: decimals from 0 to 10¹², rounded to 1/10,000. */
public final class Amounts {

    private static final int LONGEST = 64;
    private static final int LARGEST_EXPONENT = 40;
    private static final BigDecimal LARGEST = Money.LARGEST_AMOUNT.toDecimal();

    private Amounts() {}

    /**
     * Parses an amount. The length and the exponent are checked before any computation.
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
            if (decimal.signum() < 0) {
                throw new InvalidFieldException(RejectionReason.BAD_AMOUNT, "amount must be at least 0, not " + text);
            }
            if (decimal.signum() == 0) {
                return Money.ZERO;
            }
            if (exponent < -LARGEST_EXPONENT) {
                throw new InvalidFieldException(
                        RejectionReason.BAD_AMOUNT, "amount has an exponent below -" + LARGEST_EXPONENT);
            }
            if (exponent > LARGEST_EXPONENT || decimal.compareTo(LARGEST) > 0) {
                throw new InvalidFieldException(
                        RejectionReason.AMOUNT_TOO_LARGE, "amount " + text + " is above " + LARGEST.toPlainString());
            }
            return Money.of(decimal);
        } catch (NumberFormatException notADecimal) {
            throw new InvalidFieldException(
                    RejectionReason.BAD_AMOUNT, "amount is not a decimal: " + InvalidFieldException.quote(text));
        }
    }
}
