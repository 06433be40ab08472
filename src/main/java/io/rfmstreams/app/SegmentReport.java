package io.rfmstreams.app;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentRef;
import io.rfmstreams.segment.SegmentationModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The segments as their customers are now.
 *
 * @param rows by rank, segments without a rank last
 */
public record SegmentReport(List<Row> rows) {

    /**
     * One segment.
     *
     * @param rank null for the reserved segments
     * @param recencyDays mean
     * @param frequency mean
     * @param monetary mean, a negative value counting as 0
     * @param averageOrderValue sum of monetary / sum of frequency
     * @param revenue sum of monetary
     * @param share of all segments' revenue, 0..1
     */
    public record Row(
            @Nullable Integer rank,
            String name,
            long customers,
            double recencyDays,
            double frequency,
            double monetary,
            double averageOrderValue,
            double revenue,
            double share) {}

    /** Sums over the members of one segment. */
    private static final class Sums {
        private long customers;
        private double recency;
        private double frequency;
        private double monetary;

        void add(Rfm rfm) {
            customers++;
            recency += rfm.recencyDays();
            frequency += rfm.frequency();
            monetary += rfm.monetary().atLeastZero().toDouble();
        }
    }

    /**
     * Makes the report.
     *
     * @param model names and ranks the segments; empty before the first model
     * @param now the moment that recency is counted to, epoch milliseconds
     */
    public static SegmentReport of(Collection<CustomerProfile> profiles, Optional<SegmentationModel> model, long now) {
        Map<String, Sums> sums = new HashMap<>();
        for (CustomerProfile profile : profiles) {
            sums.computeIfAbsent(profile.segment(), id -> new Sums()).add(profile.rfmAt(now));
        }
        double revenue =
                sums.values().stream().mapToDouble(segment -> segment.monetary).sum();
        List<SegmentRef> segments = new ArrayList<>();
        model.ifPresent(active -> active.segments().stream().map(Segment::ref).forEach(segments::add));
        segments.addAll(ReservedSegment.refs());
        List<Row> rows = new ArrayList<>();
        for (SegmentRef segment : segments) {
            Sums members = sums.get(segment.id());
            if (members != null) {
                rows.add(row(segment, members, revenue));
            } else if (segment.rank() != null) {
                rows.add(row(segment, new Sums(), revenue));
            }
        }
        return new SegmentReport(rows);
    }

    private static Row row(SegmentRef segment, Sums sums, double revenue) {
        double customers = Math.max(1, sums.customers);
        return new Row(
                segment.rank(),
                segment.name(),
                sums.customers,
                sums.recency / customers,
                sums.frequency / customers,
                sums.monetary / customers,
                sums.frequency == 0 ? 0 : sums.monetary / sums.frequency,
                sums.monetary,
                revenue == 0 ? 0 : sums.monetary / revenue);
    }
}
