package io.rfmstreams.insights;

import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;
import java.sql.SQLException;

/** Writes the tables {@code models}, {@code segments}, {@code active_model} and {@code clock}. */
final class ModelWriter {

    private final WriteConnection connection;

    ModelWriter(WriteConnection connection) {
        this.connection = connection;
    }

    void write(Batch batch) throws SQLException {
        for (var model : batch.models.entrySet()) {
            connection.execute("DELETE FROM models WHERE version = ?", model.getKey());
            connection.execute("DELETE FROM segments WHERE model_version = ?", model.getKey());
            if (model.getValue().isPresent()) {
                insert(model.getValue().get());
            }
        }
        if (batch.activation != null) {
            connection.execute("DELETE FROM active_model");
            if (batch.activation.isPresent()) {
                connection.execute("INSERT INTO active_model VALUES (?)", batch.activation.getAsInt());
            }
        }
        if (batch.tick != null) {
            connection.execute("INSERT INTO clock VALUES (make_timestamp_ms(?))", batch.tick);
            connection.execute("DELETE FROM clock WHERE now < (SELECT max(now) FROM clock)");
        }
    }

    private void insert(ModelRow row) throws SQLException {
        SegmentationModel model = row.model();
        try (RowAppender rows = connection.append("models")) {
            rows.beginRow()
                    .integer(model.version())
                    .time(model.createdAt())
                    .time(model.trainedAsOf())
                    .text(row.value())
                    .endRow();
        }
        try (RowAppender rows = connection.append("segments")) {
            for (Segment segment : model.segments()) {
                append(rows, model.version(), segment);
            }
        }
    }

    private static void append(RowAppender rows, int version, Segment segment) throws SQLException {
        rows.beginRow()
                .integer(version)
                .text(segment.id())
                .text(segment.name())
                .integer(segment.rank())
                .text(segment.archetype())
                .text(segment.action())
                .decimal(segment.centroid().recency())
                .decimal(segment.centroid().frequency())
                .decimal(segment.centroid().monetary());
        SegmentProfile profile = segment.profile();
        if (profile == null) {
            rows.nulls(4);
        } else {
            rows.decimal(profile.recencyDays())
                    .decimal(profile.frequency())
                    .decimal(profile.monetary())
                    .decimal(profile.averageOrderValue());
        }
        rows.number(segment.customers()).decimal(segment.revenueShare()).endRow();
    }
}
