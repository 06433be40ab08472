package io.rfmstreams.cli;

import io.rfmstreams.files.LineListener;
import io.rfmstreams.files.RejectedLine;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Prints rejected lines of an input with their text: the first ten lines, and the totals by reason if there are more. Likewise, it
 * prints JSON lines that are sent although the processor will reject them.
 */
final class RejectedLinePrinter implements LineListener {

    private static final long MAX_LINES = 10;
    private static final int MAX_LENGTH = 200;

    private final PrintWriter err;
    private final SortedMap<String, Long> totals = new TreeMap<>();
    private long lines;
    private long invalid;

    RejectedLinePrinter(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void onRejected(RejectedLine line) {
        lines++;
        totals.merge(line.reason(), 1L, Long::sum);
        if (lines <= MAX_LINES) {
            print(line, "rejected");
        }
    }

    @Override
    public void onInvalid(RejectedLine line) {
        if (++invalid <= MAX_LINES) {
            print(line, "will be rejected by the processor");
        }
    }

    /** Returns the number of rejected lines by reason. */
    SortedMap<String, Long> totals() {
        return totals;
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
        if (invalid > MAX_LINES) {
            err.println(String.format(Locale.ROOT, "and %,d more that the processor will reject", invalid - MAX_LINES));
        }
        err.flush();
    }

    private void print(RejectedLine line, String what) {
        err.println("line " + line.number() + " " + what + ": " + line.reason() + ": " + shown(line.detail()));
        if (!line.text().isEmpty()) {
            err.println("    " + shown(line.text()));
        }
    }

    private static String shown(String text) {
        return TerminalWriter.visible(text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…");
    }
}
