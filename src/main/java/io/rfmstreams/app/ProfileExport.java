package io.rfmstreams.app;

import io.rfmstreams.contract.CsvCell;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.CustomerColumns;
import io.rfmstreams.training.RankScores;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes current profiles as CSV (RFC 4180, lines end with LF, null is empty), ordered by the UTF-8 bytes of the id. Scores
 * are ranks among all profiles, even if only one segment is written.
 */
public final class ProfileExport {

    private static final String HEADER = "customer_id,segment_id,segment,since,recency_days,frequency,monetary,"
            + "first_purchase_at,last_purchase_at,model_version,next_segment,next_change_at,"
            + "r_score,f_score,m_score,high_value";

    private final Map<Integer, SegmentationModel> models;
    private final long now;

    /**
     * Creates an export.
     *
     * @param models the models by version; they give the names of segments
     * @param now the time that recency refers to, epoch milliseconds
     */
    public ProfileExport(Map<Integer, SegmentationModel> models, long now) {
        this.models = models;
        this.now = now;
    }

    /**
     * Writes a header and one line per customer. In addition to the memory of the store, it needs at most 27 bytes per
     * customer while it computes the scores and 3 bytes per customer afterwards.
     *
     * @param segmentId writes only customers of this segment; null for all
     * @return the number of written customers
     * @throws IOException if reading the store or writing the CSV fails
     */
    public int write(ProfileStore profiles, @Nullable String segmentId, Appendable csv) throws IOException {
        RowWriter rows = new RowWriter(scores(profiles), segmentId, csv);
        csv.append(HEADER).append('\n');
        profiles.forEach(rows);
        return rows.written;
    }

    /** Writes profiles that are in memory, in any order; see the other {@code write}. */
    int write(Collection<CustomerProfile> profiles, @Nullable String segmentId, Appendable csv) throws IOException {
        try (ProfileStore store = ProfileStore.open()) {
            profiles.forEach(store::put);
            return write(store, segmentId, csv);
        }
    }

    private RankScores scores(ProfileStore profiles) throws IOException {
        CustomerColumns columns = new CustomerColumns(profiles.count());
        profiles.forEach(profile -> columns.add(profile.rfmAt(now)));
        return RankScores.of(columns.toCustomers());
    }

    /** Writes one line per visited profile. */
    private final class RowWriter implements ProfileStore.Visitor {

        private final RankScores scores;
        private final @Nullable String segmentId;
        private final Appendable csv;
        private int index;
        private int written;

        RowWriter(RankScores scores, @Nullable String segmentId, Appendable csv) {
            this.scores = scores;
            this.segmentId = segmentId;
            this.csv = csv;
        }

        @Override
        public void visit(CustomerProfile profile) throws IOException {
            if (segmentId == null || profile.segment().equals(segmentId)) {
                csv.append(line(profile, profile.rfmAt(now), scores, index)).append('\n');
                written++;
            }
            index++;
        }
    }

    private String line(CustomerProfile profile, Rfm rfm, RankScores scores, int index) {
        return String.join(
                ",",
                CsvCell.text(profile.customerId()),
                CsvCell.text(profile.segment()),
                CsvCell.text(segmentName(profile)),
                Timestamps.format(profile.since()),
                String.valueOf(rfm.recencyDays()),
                String.valueOf(rfm.frequency()),
                rfm.monetary().toString(),
                Timestamps.format(profile.firstPurchaseAt()),
                Timestamps.format(profile.lastPurchaseAt()),
                profile.modelVersion() == null ? "" : String.valueOf(profile.modelVersion()),
                profile.nextChange() == null
                        ? ""
                        : CsvCell.text(profile.nextChange().segment()),
                profile.nextChange() == null
                        ? ""
                        : Timestamps.format(profile.nextChange().at()),
                String.valueOf(scores.recency(index)),
                String.valueOf(scores.frequency(index)),
                String.valueOf(scores.monetary(index)),
                scores.highValue(index) ? "1" : "0");
    }

    private String segmentName(CustomerProfile profile) {
        ReservedSegment reserved = ReservedSegment.find(profile.segment());
        if (reserved != null) {
            return reserved.ref().name();
        }
        return Optional.ofNullable(profile.modelVersion())
                .map(models::get)
                .flatMap(model -> model.segment(profile.segment()))
                .map(Segment::name)
                .orElse(profile.segment());
    }
}
