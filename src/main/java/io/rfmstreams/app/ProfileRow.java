package io.rfmstreams.app;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.insights.ParquetFile;
import io.rfmstreams.insights.ParquetFile.Column;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.CustomerScores;
import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Scores;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row of a profile in an export. Scores and return probabilities are by the active model. */
final class ProfileRow {

    static final List<Column> COLUMNS = List.of(
            new Column("customer_id", ParquetFile.Type.VARCHAR),
            new Column("segment_id", ParquetFile.Type.VARCHAR),
            new Column("segment", ParquetFile.Type.VARCHAR),
            new Column("since", ParquetFile.Type.TIMESTAMP),
            new Column("recency_days", ParquetFile.Type.BIGINT),
            new Column("frequency", ParquetFile.Type.BIGINT),
            new Column("monetary", ParquetFile.Type.DECIMAL),
            new Column("first_purchase_at", ParquetFile.Type.TIMESTAMP),
            new Column("last_purchase_at", ParquetFile.Type.TIMESTAMP),
            new Column("model_version", ParquetFile.Type.BIGINT),
            new Column("next_segment", ParquetFile.Type.VARCHAR),
            new Column("next_change_at", ParquetFile.Type.TIMESTAMP),
            new Column("return_probability", ParquetFile.Type.DOUBLE),
            new Column("r_score", ParquetFile.Type.BIGINT),
            new Column("f_score", ParquetFile.Type.BIGINT),
            new Column("m_score", ParquetFile.Type.BIGINT),
            new Column("high_value", ParquetFile.Type.BIGINT));

    private final Map<Integer, SegmentationModel> models;
    private final @Nullable SegmentationModel active;
    private final long now;

    ProfileRow(Map<Integer, SegmentationModel> models, @Nullable SegmentationModel active, long now) {
        this.models = models;
        this.active = active;
        this.now = now;
    }

    /** Returns the cells of a profile, each of the type of its column or null. */
    List<@Nullable Object> cells(CustomerProfile profile) {
        Rfm rfm = profile.rfmAt(now);
        var next = profile.nextChange();
        Integer version = profile.modelVersion();
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                profile.customerId(),
                profile.segment(),
                segmentName(profile),
                Instant.ofEpochMilli(profile.since()),
                rfm.recencyDays(),
                rfm.frequency(),
                rfm.monetary().toDecimal(),
                Instant.ofEpochMilli(profile.firstPurchaseAt()),
                Instant.ofEpochMilli(profile.lastPurchaseAt()),
                version,
                next == null ? null : next.segment(),
                next == null ? null : Instant.ofEpochMilli(next.at()),
                probability(profile, rfm)));
        cells.addAll(scores(rfm));
        return cells;
    }

    private @Nullable Double probability(CustomerProfile profile, Rfm rfm) {
        boolean isInactive = profile.segment().equals(ReservedSegment.INACTIVE.id());
        return active == null || isInactive ? null : active.returnProbability(rfm);
    }

    private List<@Nullable Integer> scores(Rfm rfm) {
        Scores scores = active == null ? null : active.scores();
        if (scores == null) {
            return Arrays.asList(null, null, null, null);
        }
        CustomerScores score = scores.of(RfmPoint.of(rfm));
        return List.of(score.recency(), score.frequency(), score.monetary(), score.highValue() ? 1 : 0);
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
