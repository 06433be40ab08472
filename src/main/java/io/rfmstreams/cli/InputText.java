package io.rfmstreams.cli;

import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.files.FileCounts;
import io.rfmstreams.files.FileForm;
import io.rfmstreams.files.FileForm.TableForm;
import io.rfmstreams.files.LineMode;
import io.rfmstreams.files.OrderSummary;
import io.rfmstreams.files.OrderSummary.FrequentCustomer;
import io.rfmstreams.files.OrderSummary.Span;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes an input file as text: in short before it is sent, and as a table. */
final class InputText {

    private final ReadInput input;
    private final FileForm form;
    private final OrderSummary summary;

    InputText(ReadInput input) {
        this.input = input;
        this.form = input.form();
        this.summary = input.summary();
    }

    /** Prints the form, the orders and what is left out, in a line each. */
    void printShort(PrintWriter out) {
        List<String> parts = new ArrayList<>();
        TableForm table = form.table();
        parts.add(table == null ? "JSON lines" : table.format().label());
        form.properties()
                .forEach((name, value) -> parts.add(name + " " + (value.length() == 1 ? "'" + value + "'" : value)));
        if (table != null) {
            parts.add("dates " + dates(table));
            parts.add("decimal " + table.decimal().value().label() + " ("
                    + table.decimal().why() + ")");
        }
        out.println(TerminalWriter.visible(input.file() + ": " + String.join(", ", parts)));
        out.println(String.format(
                Locale.ROOT,
                "%,d orders and %,d refunds of %,d customers%s",
                summary.orders(),
                summary.refunds(),
                summary.customers().count(),
                span().isEmpty() ? "" : ", " + span()));
        leftOut(out);
        out.flush();
    }

    private void leftOut(PrintWriter out) {
        if (!input.counts().leftOut().isEmpty()) {
            out.println("Left out: " + byReason(input.counts().leftOut()));
        }
        if (!input.counts().all().kept().isEmpty()) {
            out.println("Noted: " + byReason(input.counts().all().kept()));
        }
        for (FrequentCustomer customer : summary.customers().frequent()) {
            out.println("Warning: customer " + frequent(customer));
        }
    }

    /** Prints all that is understood as a table. */
    void printTable(PrintWriter out) {
        TextTable rows = new TextTable(TerminalWriter.visible(input.file().toString()), "");
        TableForm table = form.table();
        rows.row("format", table == null ? "JSON lines" : table.format().label());
        form.properties().forEach(rows::row);
        if (table != null) {
            rows.row(
                    "columns",
                    table.columns().entrySet().stream()
                            .map(column -> column.getKey().label() + "=" + column.getValue())
                            .collect(Collectors.joining(", ")));
            rows.row(
                    "orders from",
                    table.lines() == LineMode.SUM ? "lines with the same order id and customer" : "each line");
            rows.row("dates", dates(table));
            rows.row(
                    "decimal mark",
                    table.decimal().value().label() + " (" + table.decimal().why() + ")");
        }
        lines(rows);
        rows.row("orders", count(summary.orders()));
        rows.row("refunds", count(summary.refunds()));
        rows.row("customers", count(summary.customers().count()));
        rows.row("from, to", span());
        rows.row("currencies", summary.currencies().isEmpty() ? "none named" : byReason(summary.currencies()));
        rows.row("repeated order ids", count(summary.repeatedOrders()));
        for (FrequentCustomer customer : summary.customers().frequent()) {
            rows.row("frequent customer", frequent(customer));
        }
        rows.print(out);
    }

    private void lines(TextTable rows) {
        FileCounts counts = input.counts().all();
        rows.row("lines", count(counts.lines()));
        rows.row("rejected lines", withReasons(input.counts().rejected()));
        rows.row("lines left out", withReasons(input.counts().leftOut()));
        if (!counts.kept().isEmpty()) {
            rows.row("noted", byReason(counts.kept()));
        }
        if (summary.invalid() > 0) {
            rows.row("sent although not valid", count(summary.invalid()));
        }
    }

    private static String dates(TableForm table) {
        return table.dates().value().label() + " (" + table.dates().why() + "), times without an offset are in "
                + zone(table);
    }

    /** Returns the name of the zone of times without an offset. */
    static String zone(TableForm table) {
        return table.zone().equals(ZoneOffset.UTC) ? "UTC" : table.zone().toString();
    }

    private String span() {
        Span span = summary.span();
        return span == null ? "" : Timestamps.format(span.first()) + " to " + Timestamps.format(span.last());
    }

    private static String frequent(FrequentCustomer customer) {
        return String.format(
                Locale.ROOT,
                "%s has %,d orders, %.1f %% of all",
                TerminalWriter.visible(customer.customerId()),
                customer.orders(),
                100 * customer.share());
    }

    private static String withReasons(Map<String, Long> counts) {
        long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        return sum == 0 ? "0" : count(sum) + ": " + byReason(counts);
    }

    private static String byReason(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> TerminalWriter.visible(count.getKey()) + " " + count(count.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
