package io.rfmstreams.cli;

import io.rfmstreams.demo.RejectedLine;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tells of the rejected lines of an input: of the first one by one, of all by their totals where there are more. */
final class RejectedLines implements Consumer<RejectedLine> {

    private static final long MOST_TOLD = 10;
    private static final int LONGEST_DETAIL = 200;

    private final PrintWriter err;
    private final SortedMap<String, Long> totals = new TreeMap<>();
    private long lines;

    RejectedLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void accept(RejectedLine line) {
        lines++;
        totals.merge(line.reason(), 1L, Long::sum);
        if (lines <= MOST_TOLD) {
            err.println("line " + line.number() + " rejected: " + line.reason() + ": " + detail(line));
        }
    }

    /** Tells the totals once the input has been read. */
    void end() {
        if (lines > MOST_TOLD) {
            String reasons = totals.entrySet().stream()
                    .map(total -> String.format(Locale.ROOT, "%s %,d", total.getKey(), total.getValue()))
                    .collect(Collectors.joining(", "));
            err.println(String.format(
                    Locale.ROOT, "and %,d more; %,d lines were rejected: %s", lines - MOST_TOLD, lines, reasons));
        }
        err.flush();
    }

    private static String detail(RejectedLine line) {
        String detail = line.detail();
        return TerminalWriter.visible(
                detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…");
    }
}
