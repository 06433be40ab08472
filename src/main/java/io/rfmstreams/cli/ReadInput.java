package io.rfmstreams.cli;

import io.rfmstreams.demo.SortedRecords;
import io.rfmstreams.files.FileCounts;
import io.rfmstreams.files.FileForm;
import io.rfmstreams.files.OrderSummary;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An input file that was read.
 *
 * @param form what is understood of its form
 * @param counts what was counted in its lines
 * @param summary the orders and customers
 * @param records the records to send
 */
record ReadInput(Path file, FileForm form, LineCounts counts, OrderSummary summary, SortedRecords records)
        implements AutoCloseable {

    private static final double PERCENT = 100;

    /**
     * What was counted in the lines of a file.
     *
     * @param all all counts
     * @param rejected the number of rejected lines by reason
     */
    record LineCounts(FileCounts all, SortedMap<String, Long> rejected) {

        /** Returns the number of lines that are left out by a rule, by reason. */
        SortedMap<String, Long> leftOut() {
            SortedMap<String, Long> leftOut = new TreeMap<>(all.dropped());
            rejected.forEach((reason, lines) -> leftOut.merge(reason, -lines, Long::sum));
            leftOut.values().removeIf(lines -> lines == 0);
            return leftOut;
        }
    }

    /**
     * Returns why the file must not be used, null if it may be.
     *
     * @param maxRejects the largest acceptable share of rejected lines, in percent
     */
    @Nullable
    String problem(double maxRejects) {
        FileCounts lines = counts.all();
        double share = PERCENT * lines.rejected() / Math.max(1, lines.lines());
        if (share > maxRejects) {
            return String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d lines are rejected, more than --max-rejects %s %%",
                    file,
                    lines.rejected(),
                    lines.lines(),
                    BigDecimal.valueOf(maxRejects).stripTrailingZeros().toPlainString());
        }
        return lines.records() == 0
                ? String.format(Locale.ROOT, "%s: none of %,d lines is an order", file, lines.lines())
                : null;
    }

    @Override
    public void close() {
        records.close();
    }
}
