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
 * Statistics of each segment's current customers.
 *
 * @param rows by rank; segments without a rank are last
 */
public record SegmentReport(List<SegmentRow> rows) {

    /**
     * Statistics of one segment. A negative monetary value counts as 0.
     *
     * @param rank null for the reserved segments
     * @param recencyDays mean recency in days
     * @param frequency mean frequency
     * @param monetary mean monetary
     * @param averageOrderValue sum of monetary / sum of frequency; 0 if there are no orders
     * @param revenue sum of monetary
     * @param share share of the revenue of all segments, 0 to 1
     */
    public record SegmentRow(
            @Nullable Integer rank,
            String name,
            long customers,
            double recencyDays,
            double frequency,
            double monetary,
            double averageOrderValue,
            double revenue,
            double share) {}

    /** Sums over the customers of one segment. */
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
     * Creates the report.
     *
     * @param model gives names and ranks of the segments; empty before the first model
     * @param now the time that recency refers to, epoch milliseconds
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
        List<SegmentRow> rows = new ArrayList<>();
        for (SegmentRef segment : segments) {
            Sums segmentSums = sums.get(segment.id());
            if (segmentSums != null) {
                rows.add(row(segment, segmentSums, revenue));
            } else if (segment.rank() != null) {
                rows.add(row(segment, new Sums(), revenue));
            }
        }
        return new SegmentReport(rows);
    }

    private static SegmentRow row(SegmentRef segment, Sums sums, double revenue) {
        double customers = Math.max(1, sums.customers);
        return new SegmentRow(
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
