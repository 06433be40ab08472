package io.rfmstreams.files;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/** Writes the cells of a spreadsheet as texts, as they would be in a CSV file with decimal points and ISO dates. */
final class XlsxCells {

    private static final LocalDateTime EPOCH_1900 = LocalDate.of(1899, 12, 30).atStartOfDay();
    private static final LocalDateTime EPOCH_1904 = LocalDate.of(1904, 1, 1).atStartOfDay();
    private static final double DAY_SECONDS = 86_400;

    /** The serial of the year 10000. */
    private static final double MAX_SERIAL = 2_958_466;

    /** Spreadsheets show at most 15 digits. The file has up to 17, such as 2.5499999999999998 for 2.55. */
    private static final MathContext SHOWN_DIGITS = new MathContext(15);

    private static final int MAX_SCALE = 30;
    private static final int THOUSANDS = 3;

    /** Literal texts, escaped characters, colours and locales in a format. */
    private static final Pattern NOT_CODE = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*]|_.");

    private final LocalDateTime epoch;

    /**
     * Creates an instance for a spreadsheet.
     *
     * @param date1904 whether dates count from 1904
     */
    XlsxCells(boolean date1904) {
        epoch = date1904 ? EPOCH_1904 : EPOCH_1900;
    }

    /** Returns the text of a cell, empty if there is none. */
    String text(@Nullable Cell cell) {
        if (cell == null || cell.getRawValue() == null) {
            return "";
        }
        if (cell.getValue() instanceof Boolean truth) {
            return truth.toString();
        }
        return cell.getValue() instanceof BigDecimal ? numberText(cell) : cell.getRawValue();
    }

    private String numberText(Cell cell) {
        double number = Double.parseDouble(cell.getRawValue());
        String code = dateCode(cell);
        if (!code.isEmpty() && number >= 0 && number < MAX_SERIAL) {
            return date(number, code.contains("h"));
        }
        return number(number, cell.getRawValue());
    }

    /** Returns the format of a date without literals, empty if the cell is no date. */
    private static String dateCode(Cell cell) {
        String format = cell.getDataFormatString();
        if (format == null) {
            return "";
        }
        String code = NOT_CODE.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
        return code.contains("y") || code.contains("d") ? code : "";
    }

    /** Returns a date, with its time if the format shows it or it is not midnight. */
    private String date(double serial, boolean showsTime) {
        LocalDateTime time =
                epoch.plusDays((long) serial).plusSeconds(Math.round((serial - Math.floor(serial)) * DAY_SECONDS));
        boolean midnight = time.toLocalTime().toSecondOfDay() == 0;
        return midnight && !showsTime
                ? time.toLocalDate().toString()
                : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    /** Returns a number that cannot be taken for one with thousands separators. */
    private static String number(double number, String raw) {
        if (!Double.isFinite(number)) {
            return raw;
        }
        BigDecimal shown =
                new BigDecimal(Double.toString(number)).round(SHOWN_DIGITS).stripTrailingZeros();
        if (Math.abs(shown.scale()) > MAX_SCALE) {
            return raw;
        }
        return shown.setScale(Math.max(0, shown.scale() == THOUSANDS ? THOUSANDS + 1 : shown.scale()))
                .toPlainString();
    }
}
