package io.rfmstreams.app;

import io.rfmstreams.contract.CsvCell;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.CustomerScores;
import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Scores;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes current profiles as CSV (RFC 4180, lines end with LF, null is empty), ordered by the UTF-8 bytes of the id. Scores
 * and return probabilities are by the active model.
 */
public final class ProfileExport {

    private static final String HEADER = "customer_id,segment_id,segment,since,recency_days,frequency,monetary,"
            + "first_purchase_at,last_purchase_at,model_version,next_segment,next_change_at,return_probability,"
            + "r_score,f_score,m_score,high_value";

    private final Map<Integer, SegmentationModel> models;
    private final @Nullable SegmentationModel active;
    private final long now;

    /**
     * Creates an export.
     *
     * @param models the models by version; they give the names of segments
     * @param active the active model, which gives the scores and return probabilities; without one
     *     they are empty
     * @param now the time that recency and return probabilities refer to, epoch milliseconds
     */
    public ProfileExport(Map<Integer, SegmentationModel> models, Optional<SegmentationModel> active, long now) {
        this.models = models;
        this.active = active.orElse(null);
        this.now = now;
    }

    /**
     * Writes a header and one line per customer. It needs no memory per customer in addition to that of the store.
     *
     * @param segmentId writes only customers of this segment; null for all
     * @return the number of written customers
     * @throws IOException if reading the store or writing the CSV fails
     */
    public int write(ProfileStore profiles, @Nullable String segmentId, Appendable csv) throws IOException {
        RowWriter rows = new RowWriter(segmentId, csv);
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

    /** Writes one line per visited profile. */
    private final class RowWriter implements ProfileStore.Visitor {

        private final @Nullable String segmentId;
        private final Appendable csv;
        private int written;

        RowWriter(@Nullable String segmentId, Appendable csv) {
            this.segmentId = segmentId;
            this.csv = csv;
        }

        @Override
        public void visit(CustomerProfile profile) throws IOException {
            if (segmentId == null || profile.segment().equals(segmentId)) {
                csv.append(line(profile, profile.rfmAt(now))).append('\n');
                written++;
            }
        }
    }

    private String line(CustomerProfile profile, Rfm rfm) {
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
                probabilityCell(profile, rfm),
                scoreCells(rfm));
    }

    private String probabilityCell(CustomerProfile profile, Rfm rfm) {
        boolean isInactive = profile.segment().equals(ReservedSegment.INACTIVE.id());
        Double probability = active == null || isInactive ? null : active.returnProbability(rfm);
        return probability == null ? "" : String.valueOf(probability);
    }

    private String scoreCells(Rfm rfm) {
        Scores scores = active == null ? null : active.scores();
        if (scores == null) {
            return ",,,";
        }
        CustomerScores score = scores.of(RfmPoint.of(rfm));
        return score.recency() + "," + score.frequency() + "," + score.monetary() + "," + (score.highValue() ? 1 : 0);
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
