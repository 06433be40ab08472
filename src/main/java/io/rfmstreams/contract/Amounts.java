package io.rfmstreams.contract;

import io.rfmstreams.rfm.Money;
import java.math.BigDecimal;

/** Amounts of purchases and refunds: decimals from 0 to 10¹², rounded to 1/10,000. */
public final class Amounts {

    private static final int MAX_LENGTH = 64;
    private static final int MAX_EXPONENT = 40;
    private static final BigDecimal MAX_AMOUNT = Money.MAX_AMOUNT.toDecimal();

    private Amounts() {}

    /**
     * Parses an amount. The length and the exponent are checked before any computation.
     *
     * @throws InvalidFieldException with {@link RejectionReason#BAD_AMOUNT} or {@link RejectionReason#AMOUNT_TOO_LARGE}
     */
    public static Money parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidFieldException(
                    RejectionReason.BAD_AMOUNT, "amount has " + text.length() + " characters, more than " + MAX_LENGTH);
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
            if (exponent < -MAX_EXPONENT) {
                throw new InvalidFieldException(
                        RejectionReason.BAD_AMOUNT, "amount has an exponent below -" + MAX_EXPONENT);
            }
            if (exponent > MAX_EXPONENT || decimal.compareTo(MAX_AMOUNT) > 0) {
                throw new InvalidFieldException(
                        RejectionReason.AMOUNT_TOO_LARGE, "amount " + text + " is above " + MAX_AMOUNT.toPlainString());
            }
            return Money.of(decimal);
        } catch (NumberFormatException notADecimal) {
            throw new InvalidFieldException(
                    RejectionReason.BAD_AMOUNT, "amount is not a decimal: " + InvalidFieldException.quote(text));
        }
    }
}
