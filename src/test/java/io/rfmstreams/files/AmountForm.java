package io.rfmstreams.files;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** The forms in which amounts are written. */
enum AmountForm {
    PLAIN("0.00##", '.', ',', "", ""),
    SHORT("0.####", '.', ',', "", ""),
    THREE_DECIMALS("0.000", '.', ',', "", ""),
    THOUSANDS("#,##0.00", '.', ',', "", ""),
    WHOLE_THOUSANDS("#,##0", '.', ',', "", ""),
    COMMA("0.00##", ',', '.', "", ""),
    COMMA_THREE_DECIMALS("0.000", ',', '.', "", ""),
    COMMA_THOUSANDS("#,##0.00", ',', '.', "", ""),
    COMMA_WHOLE_THOUSANDS("#,##0", ',', '.', "", ""),
    NO_BREAK_SPACE("#,##0.00", ',', '\u00a0', "", ""),
    APOSTROPHE("#,##0.00", '.', '\'', "", ""),
    POUND("#,##0.00", '.', ',', "£", ""),
    EURO("#,##0.00", ',', '.', "", " €"),
    CODE("0.00", '.', ',', "USD ", ""),
    KRONER("#,##0.00", ',', ' ', "kr ", "");

    private final DecimalFormat format;
    private final DecimalMark mark;
    private final String before;
    private final String after;

    AmountForm(String pattern, char decimal, char group, String before, String after) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setDecimalSeparator(decimal);
        symbols.setGroupingSeparator(group);
        this.format = new DecimalFormat(pattern, symbols);
        this.mark = decimal == '.' ? DecimalMark.POINT : DecimalMark.COMMA;
        this.before = before;
        this.after = after;
    }

    String write(BigDecimal amount) {
        return before + format.format(amount) + after;
    }

    /** Returns what is left of an amount when it is written. */
    BigDecimal kept(BigDecimal amount) {
        return amount.setScale(Math.min(amount.scale(), format.getMaximumFractionDigits()), format.getRoundingMode());
    }

    /** Returns the decimal mark, as the option gives it. */
    DecimalMark mark() {
        return mark;
    }
}
