package io.rfmstreams.cli;

import io.rfmstreams.app.ClockReader;
import io.rfmstreams.app.ModelTopic;
import io.rfmstreams.app.MoveMatrix;
import io.rfmstreams.app.ProfileTopic;
import io.rfmstreams.app.SegmentReport;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.demo.DemoResult;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentRef;
import io.rfmstreams.segment.SegmentationModel;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints the results of a demo: segments, segment changes and counters. */
final class DemoReport {

    private final DemoResult result;

    DemoReport(DemoResult result) {
        this.result = result;
    }

    /** Prints the report and returns the addresses of the demo. */
    DemoAddresses print(PrintWriter out) {
        Settings settings = result.settings();
        OptionalLong clock = new ClockReader(settings, Clock.systemUTC()).now();
        long now = clock.orElse(0);
        Optional<SegmentationModel> model = new ModelTopic(settings).read().activeModel();
        Collection<CustomerProfile> profiles = new ProfileTopic(settings).read().profiles();
        SegmentReport report = SegmentReport.of(profiles, model, now);
        out.println();
        out.println(
                clock.isPresent()
                        ? "Segments as of " + Timestamps.format(now)
                        : "Segments (no clock: there were no events)");
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
        for (SegmentReport.SegmentRow row : report.rows()) {
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
        printChanges(MoveMatrix.read(settings, model), out);
        out.println();
        printCounts(out);
        out.flush();
        return addresses(profiles, model);
    }

    private DemoAddresses addresses(Collection<CustomerProfile> profiles, Optional<SegmentationModel> model) {
        Set<String> segments = profiles.stream().map(CustomerProfile::segment).collect(Collectors.toSet());
        return new DemoAddresses(
                result.port(),
                result.settings().kafka().bootstrapServers(),
                profiles.stream()
                        .map(CustomerProfile::customerId)
                        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                        .orElse(null),
                model.stream()
                        .flatMap(active -> active.segments().stream())
                        .map(Segment::id)
                        .filter(segments::contains)
                        .findFirst()
                        .orElse(null));
    }

    private static void printChanges(MoveMatrix matrix, PrintWriter out) {
        List<SegmentRef> segments = matrix.segments();
        List<String> header = new ArrayList<>(List.of("from / to"));
        segments.forEach(to -> header.add(to.name()));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (SegmentRef from : segments) {
            List<Object> row = new ArrayList<>(List.of(from.name()));
            for (SegmentRef to : segments) {
                long count = matrix.moves(from, to);
                row.add(count == 0 ? "" : String.format(Locale.ROOT, "%,d", count));
            }
            table.row(row.toArray());
        }
        table.print(out);
    }

    private void printCounts(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%,d orders of %,d customers, %,d segment changes (%,d caused by time), %,d churn alerts,"
                        + " %,d duplicates, %,d dead letters%n",
                count("orders"),
                count("customers"),
                sum("changes."),
                count("changes.TIME"),
                sum("alerts."),
                count("duplicates"),
                sum("deadLetters."));
    }

    private long count(String name) {
        return result.counts().getOrDefault(name, 0L);
    }

    private long sum(String prefix) {
        return result.counts().entrySet().stream()
                .filter(count -> count.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
