package io.rfmstreams.cli;

import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.ProfileTopic;
import io.rfmstreams.app.SegmentReport;
import io.rfmstreams.app.ServiceTime;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.demo.DemoResult;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/** What a demo prints at its end: the segments, what was counted, and where to look next. */
final class DemoReport {

    private final DemoResult result;

    DemoReport(DemoResult result) {
        this.result = result;
    }

    void print(PrintWriter out) {
        Settings settings = result.settings();
        long now = new ServiceTime(settings, Clock.systemUTC()).now().orElse(0);
        SegmentReport report = SegmentReport.of(
                new ProfileTopic(settings).read().profiles(),
                new ModelTopic(settings).read().activeModel(),
                now);
        out.println();
        out.println("Segments as of " + Timestamps.format(now));
        out.println();
        TextTable table = new TextTable(
                "rank",
                "segment",
                "customers",
                "recency (days)",
                "frequency",
                "monetary",
                "average order",
                "revenue",
                "share");
        for (SegmentReport.Row row : report.rows()) {
            table.row(
                    row.rank() == null ? "" : row.rank(),
                    row.name(),
                    String.format(Locale.ROOT, "%,d", row.customers()),
                    TextTable.decimal(1, row.recencyDays()),
                    TextTable.decimal(1, row.frequency()),
                    TextTable.decimal(2, row.monetary()),
                    TextTable.decimal(2, row.averageOrderValue()),
                    TextTable.decimal(0, row.revenue()),
                    TextTable.decimal(1, row.share() * 100) + "%");
        }
        table.print(out);
        out.println();
        printCounts(out);
        out.println();
        String api = "http://127.0.0.1:" + result.port();
        out.println("The REST interface is at " + api + " while this runs. Ask it, for example:");
        out.println("  curl " + api + "/v1/customers/1");
        out.println();
        String servers = settings.kafka().bootstrapServers();
        out.println("Kafka listens on " + servers + " while this runs. Ask it, for example:");
        out.println("  java -jar target/rfm-streams.jar models list -D kafka.bootstrap.servers=" + servers);
        out.println("  java -jar target/rfm-streams.jar export --segment champions -D rfm.clock=event"
                + " -D kafka.bootstrap.servers=" + servers);
        out.flush();
    }

    private void printCounts(PrintWriter out) {
        long changes = result.counts().entrySet().stream()
                .filter(count -> count.getKey().startsWith("changes."))
                .mapToLong(Map.Entry::getValue)
                .sum();
        long deadLetters = result.counts().entrySet().stream()
                .filter(count -> count.getKey().startsWith("deadLetters."))
                .mapToLong(Map.Entry::getValue)
                .sum();
        out.printf(
                Locale.ROOT,
                "%,d orders of %,d customers, %,d segment changes, %,d duplicates, %,d dead letters%n",
                result.counts().getOrDefault("orders", 0L),
                result.counts().getOrDefault("customers", 0L),
                changes,
                result.counts().getOrDefault("duplicates", 0L),
                deadLetters);
    }
}
