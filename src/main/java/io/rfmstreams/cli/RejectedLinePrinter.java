package io.rfmstreams.cli;

import io.rfmstreams.files.LineListener;
import io.rfmstreams.files.RejectedLine;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints rejected lines of an input: the first ten lines, and the totals by reason if there are more. */
final class RejectedLinePrinter implements LineListener {

    private static final long MAX_LINES = 10;
    private static final int MAX_DETAIL_LENGTH = 200;

    private final PrintWriter err;
    private final SortedMap<String, Long> totals = new TreeMap<>();
    private long lines;

    RejectedLinePrinter(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void onRejected(RejectedLine line) {
        lines++;
        totals.merge(line.reason(), 1L, Long::sum);
        if (lines <= MAX_LINES) {
            err.println("line " + line.number() + " rejected: " + line.reason() + ": " + detail(line));
        }
    }

    /** Prints the totals. Must be called after the input was read. */
    void printTotals() {
        if (lines > MAX_LINES) {
            String reasons = totals.entrySet().stream()
                    .map(total -> String.format(Locale.ROOT, "%s %,d", total.getKey(), total.getValue()))
                    .collect(Collectors.joining(", "));
            err.println(String.format(
                    Locale.ROOT, "and %,d more; %,d lines were rejected: %s", lines - MAX_LINES, lines, reasons));
        }
        err.flush();
    }

    private static String detail(RejectedLine line) {
        String detail = line.detail();
        return TerminalWriter.visible(
                detail.length() <= MAX_DETAIL_LENGTH ? detail : detail.substring(0, MAX_DETAIL_LENGTH) + "…");
    }
}
