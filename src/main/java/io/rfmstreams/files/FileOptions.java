package io.rfmstreams.files;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options for reading a file. A null value is decided from the file.
 *
 * @param table the options for the form of tables
 * @param refunds whether refunds are kept
 * @param stock which lines of Online Retail are kept
 * @param keepPlaceholders whether ids such as {@code null} or {@code guest} are kept
 */
public record FileOptions(TableOptions table, RefundPolicy refunds, StockPolicy stock, boolean keepPlaceholders) {

    /**
     * The options for the form of tables. A null value is decided from the file.
     *
     * @param format the format of a table
     * @param columns names of columns in the header, by column; they override the names of the format
     * @param lines how lines form orders
     * @param decimal the decimal mark of amounts
     * @param dates the form of dates
     */
    public record TableOptions(
            @Nullable FileFormat format,
            Map<Column, String> columns,
            @Nullable LineMode lines,
            @Nullable DecimalMark decimal,
            DateOptions dates) {}

    /**
     * The options for dates.
     *
     * @param order the order of day and month; null is decided from the file
     * @param zone the zone of dates without an offset
     * @param unit the unit of dates that are numbers since 1970; null if such dates are Excel serials
     */
    public record DateOptions(
            @Nullable DateOrder order,
            ZoneId zone,
            @Nullable EpochUnit unit) {}

    /** Returns options with which all is decided from the file, local times are in UTC and all lines are kept. */
    public static FileOptions defaults() {
        TableOptions table = new TableOptions(null, Map.of(), null, null, new DateOptions(null, ZoneOffset.UTC, null));
        return new FileOptions(table, RefundPolicy.KEEP, StockPolicy.ALL, false);
    }

    public FileOptions withFormat(@Nullable FileFormat format) {
        return withTable(new TableOptions(format, table.columns, table.lines, table.decimal, table.dates));
    }

    public FileOptions withColumns(Map<Column, String> columns) {
        return withTable(new TableOptions(table.format, columns, table.lines, table.decimal, table.dates));
    }

    public FileOptions withLines(@Nullable LineMode lines) {
        return withTable(new TableOptions(table.format, table.columns, lines, table.decimal, table.dates));
    }

    public FileOptions withDecimal(@Nullable DecimalMark decimal) {
        return withTable(new TableOptions(table.format, table.columns, table.lines, decimal, table.dates));
    }

    public FileOptions withDates(DateOptions dates) {
        return withTable(new TableOptions(table.format, table.columns, table.lines, table.decimal, dates));
    }

    public FileOptions withRefunds(RefundPolicy refunds) {
        return new FileOptions(table, refunds, stock, keepPlaceholders);
    }

    public FileOptions withStock(StockPolicy stock) {
        return new FileOptions(table, refunds, stock, keepPlaceholders);
    }

    public FileOptions withPlaceholders(boolean keepPlaceholders) {
        return new FileOptions(table, refunds, stock, keepPlaceholders);
    }

    private FileOptions withTable(TableOptions table) {
        return new FileOptions(table, refunds, stock, keepPlaceholders);
    }
}
