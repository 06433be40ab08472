package io.rfmstreams.files;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is understood of a file before its orders are read.
 *
 * @param properties properties of the file such as its encoding and delimiter, in the order in which they are shown
 * @param table the form of the table; null for JSON lines
 */
public record FileForm(
        Map<String, String> properties, @Nullable TableForm table) {

    /**
     * The form of a table.
     *
     * @param format the format
     * @param columns the names in the header of the columns that are read
     * @param lines how lines form orders
     * @param dates the order of day and month
     * @param decimal the decimal mark of amounts
     * @param zone the zone of dates without an offset
     */
    public record TableForm(
            FileFormat format,
            Map<Column, String> columns,
            LineMode lines,
            Decision<DateOrder> dates,
            Decision<DecimalMark> decimal,
            ZoneId zone) {}
}
