package io.rfmstreams.files;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A written amount without its sign and currency, such as {@code 1.234,50} of {@code -1.234,50 €}.
 *
 * @param negative whether a sign or parentheses make it negative
 * @param digits digits, points and commas
 * @param grouped whether blanks or apostrophes separated the thousands, so that a point or comma is the decimal mark
 */
record AmountText(boolean negative, String digits, boolean grouped) {

    private static final int MAX_CHARS = 64;
    private static final int GROUP = 3;
    private static final char MINUS = '\u2212';

    /** Currency names that are no ISO codes, in lower case. */
    private static final Set<String> CURRENCY_NAMES = Set.of(
            "kr", "zł", "zl", "kč", "kc", "ft", "lei", "rs", "rm", "r", "fr", "sfr", "руб", "р", "грн", "лв", "kn",
            "tl");

    /** Returns the parts of an amount, null if the text is none. */
    static @Nullable AmountText of(String text) {
        if (text.length() > MAX_CHARS) {
            return null;
        }
        String rest = Blanks.strip(text);
        boolean negative = rest.startsWith("(") && rest.endsWith(")");
        if (negative) {
            rest = rest.substring(1, rest.length() - 1);
        }
        Ends ends = new Ends(rest);
        if (!ends.strip() || (negative && ends.minus)) {
            return null;
        }
        String core = rest.substring(ends.start, ends.end);
        return ungrouped(negative || ends.minus, core);
    }

    /** Returns whether a text has digits and at most one point, which is a decimal mark for certain, like most amounts. */
    static boolean isSimple(String text) {
        int point = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0) {
                point = i;
            } else if (!TextScanner.isDigit(c)) {
                return false;
            }
        }
        return point < 0 || (point > 0 && text.length() - point - 1 < GROUP && point < text.length() - 1);
    }

    /** Returns the decimal mark that this amount proves; null if it proves none. */
    @Nullable
    DecimalMark proof() {
        int points = count('.');
        int commas = count(',');
        if (points + commas == 0) {
            return null;
        }
        if (points > 0 && commas > 0) {
            return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? DecimalMark.POINT : DecimalMark.COMMA;
        }
        if (points + commas > 1) {
            return points > 1 ? DecimalMark.COMMA : DecimalMark.POINT;
        }
        return isAmbiguous() ? null : points == 1 ? DecimalMark.POINT : DecimalMark.COMMA;
    }

    /** Returns whether the only point or comma can be a decimal mark or separate thousands, as in {@code 1.234}. */
    boolean isAmbiguous() {
        int mark = Math.max(digits.indexOf('.'), digits.indexOf(','));
        return count('.') + count(',') == 1
                && !grouped
                && mark >= 1
                && mark <= GROUP
                && digits.charAt(0) != '0'
                && digits.length() == mark + 1 + GROUP;
    }

    /** Returns the plain decimal with a point and with its sign; null if the amount is not written with the decimal mark. */
    @Nullable
    String plain(DecimalMark decimal) {
        char group = decimal == DecimalMark.POINT ? ',' : '.';
        int mark = digits.indexOf(decimal.character());
        String whole = mark < 0 ? digits : digits.substring(0, mark);
        String decimals = mark < 0 ? "" : digits.substring(mark + 1);
        boolean separated = whole.indexOf(group) >= 0;
        if (decimals.indexOf(decimal.character()) >= 0
                || decimals.indexOf(group) >= 0
                || (separated && (grouped || !isGrouped(whole, group)))
                || whole.length() + decimals.length() == 0) {
            return null;
        }
        String number = separated ? whole.replace(String.valueOf(group), "") : whole;
        return (negative ? "-" : "") + (number.isEmpty() ? "0" : number) + (decimals.isEmpty() ? "" : "." + decimals);
    }

    private int count(char c) {
        return (int) digits.chars().filter(each -> each == c).count();
    }

    /** Removes blanks and apostrophes between thousands. */
    private static @Nullable AmountText ungrouped(boolean negative, String core) {
        StringBuilder digits = new StringBuilder(core.length());
        StringBuilder whole = new StringBuilder();
        boolean inWhole = true;
        for (int i = 0; i < core.length(); i++) {
            char c = core.charAt(i);
            boolean separator = Blanks.isBlank(c) || c == '\'' || c == '’';
            boolean mark = c == '.' || c == ',';
            if (separator ? !inWhole : !mark && !TextScanner.isDigit(c)) {
                return null;
            }
            inWhole &= !mark;
            if (inWhole) {
                whole.append(separator ? ' ' : c);
            }
            if (!separator) {
                digits.append(c);
            }
        }
        boolean grouped = whole.indexOf(" ") >= 0;
        return grouped && !isGrouped(whole.toString(), ' ')
                ? null
                : new AmountText(negative, digits.toString(), grouped);
    }

    /** Returns whether groups of three digits, or of two before the last one as in India, follow one to three digits. */
    private static boolean isGrouped(String whole, char separator) {
        String[] groups = whole.split(java.util.regex.Pattern.quote(String.valueOf(separator)), -1);
        int first = groups[0].length();
        if (first < 1 || first > GROUP || groups[groups.length - 1].length() != GROUP) {
            return false;
        }
        int width = groups.length > 2 ? groups[1].length() : GROUP;
        for (int i = 1; i < groups.length - 1; i++) {
            if (groups[i].length() != width) {
                return false;
            }
        }
        return width == GROUP || (width == 2 && first <= 2);
    }

    /** Finds the number between signs, currency signs and currency names. */
    private static final class Ends {

        private final String text;
        private int start;
        private int end;
        private boolean minus;
        private boolean plus;

        Ends(String text) {
            this.text = text;
            this.end = text.length();
        }

        /** Returns whether a number is left. */
        boolean strip() {
            return stripStart() && stripEnd() && start < end;
        }

        private boolean stripStart() {
            while (start < end && !isNumber(start)) {
                char c = text.charAt(start);
                if (Character.isLetter(c)) {
                    int from = start;
                    while (start < end && Character.isLetter(text.charAt(start))) {
                        start++;
                    }
                    boolean sign = start < end && isCurrencySign(text.charAt(start));
                    if (!isCurrency(text.substring(from, start), sign)) {
                        return false;
                    }
                    if (start < end && text.charAt(start) == '.') {
                        start++;
                    }
                } else if (!isSign(c) && !isCurrencySign(c) && !Blanks.isBlank(c)) {
                    return false;
                } else {
                    start++;
                }
            }
            return true;
        }

        private boolean stripEnd() {
            while (start < end && !isNumber(end - 1)) {
                char c = text.charAt(end - 1);
                if (Character.isLetter(c)
                        || (c == '.' && end - 2 >= start && Character.isLetter(text.charAt(end - 2)))) {
                    int to = c == '.' ? end - 1 : end;
                    end = to;
                    while (end > start && Character.isLetter(text.charAt(end - 1))) {
                        end--;
                    }
                    if (!isCurrency(text.substring(end, to), false)) {
                        return false;
                    }
                } else if ((c == '-' || c == '–') && end - 2 >= start && ".,".indexOf(text.charAt(end - 2)) >= 0) {
                    end -= 2; // no decimals, as in 12.-
                } else if (!isSign(c) && !isCurrencySign(c) && !Blanks.isBlank(c)) {
                    return false;
                } else {
                    end--;
                }
            }
            return true;
        }

        private boolean isNumber(int place) {
            char c = text.charAt(place);
            return TextScanner.isDigit(c)
                    || ((c == '.' || c == ',')
                            && ((place + 1 < end && TextScanner.isDigit(text.charAt(place + 1)))
                                    || (place > start && TextScanner.isDigit(text.charAt(place - 1)))));
        }

        /** Takes a plus or minus sign; an amount has at most one. */
        private boolean isSign(char c) {
            boolean isMinus = c == '-' || c == MINUS;
            if ((!isMinus && c != '+') || minus || plus) {
                return false;
            }
            minus = isMinus;
            plus = !isMinus;
            return true;
        }

        private static boolean isCurrencySign(char c) {
            return Character.getType(c) == Character.CURRENCY_SYMBOL;
        }

        private static boolean isCurrency(String name, boolean beforeSign) {
            boolean code = name.length() == 3 && name.equals(name.toUpperCase(Locale.ROOT));
            return code || (beforeSign && name.length() <= 3) || CURRENCY_NAMES.contains(name.toLowerCase(Locale.ROOT));
        }
    }
}
