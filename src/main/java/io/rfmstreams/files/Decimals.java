package io.rfmstreams.files;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.RejectionReason;
import java.math.BigDecimal;

/** Parses the amounts, prices and quantities of one file. */
record Decimals(DecimalMark mark) {

    private static final int MAX_CHARS = 64;
    private static final int MAX_SCALE = 40;

    /**
     * Returns a number of at most 64 characters and 40 decimals.
     *
     * @param field the name of the field in the error message
     * @throws InvalidFieldException with {@link RejectionReason#BAD_AMOUNT}
     */
    BigDecimal parse(String field, String text) {
        boolean simple = mark == DecimalMark.POINT && text.length() <= MAX_CHARS && AmountText.isSimple(text);
        String plain = simple || isScientific(text) ? text : plain(field, text);
        try {
            BigDecimal number = new BigDecimal(plain);
            if (Math.abs((long) number.scale()) <= MAX_SCALE) {
                return number;
            }
        } catch (NumberFormatException notDecimal) {
            throw bad(field, text, "not a number");
        }
        throw bad(field, text, "out of range");
    }

    private String plain(String field, String text) {
        AmountText amount = AmountText.of(text);
        if (amount == null) {
            throw bad(field, text, text.length() > MAX_CHARS ? "too long" : "not a number");
        }
        String plain = amount.plain(mark);
        if (plain == null) {
            throw bad(field, text, "not a number with a decimal " + mark.label());
        }
        return plain;
    }

    /** Returns whether a number has an exponent, as spreadsheets write large numbers. */
    private static boolean isScientific(String text) {
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        return exponent > 0
                && text.length() <= MAX_CHARS
                && TextScanner.isDigit(text.charAt(exponent - 1))
                && text.indexOf(',') < 0;
    }

    private static InvalidFieldException bad(String field, String text, String why) {
        return new InvalidFieldException(
                RejectionReason.BAD_AMOUNT, field + " " + InvalidFieldException.quote(text) + " is " + why);
    }
}
