package io.rfmstreams.app;

import io.rfmstreams.contract.CsvCell;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.insights.ParquetFile;
import io.rfmstreams.insights.ParquetFile.Column;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes current profiles as CSV (RFC 4180, lines end with LF, null is empty) or Parquet, ordered by the UTF-8 bytes of the id.
 * Scores and return probabilities are by the active model.
 */
public final class ProfileExport {

    private static final String HEADER =
            ProfileRow.COLUMNS.stream().map(Column::name).collect(Collectors.joining(","));

    private final ProfileRow row;

    /**
     * Creates an export.
     *
     * @param models the models by version; they give the names of segments
     * @param active the active model, which gives the scores and return probabilities; without one
     *     they are empty
     * @param now the time that recency and return probabilities refer to, epoch milliseconds
     */
    public ProfileExport(Map<Integer, SegmentationModel> models, Optional<SegmentationModel> active, long now) {
        row = new ProfileRow(models, active.orElse(null), now);
    }

    /**
     * Writes a header and one line per customer. It needs no memory per customer in addition to that of the store.
     *
     * @param segmentId writes only customers of this segment; null for all
     * @return the number of written customers
     * @throws IOException if reading the store or writing the CSV fails
     */
    public int write(ProfileStore profiles, @Nullable String segmentId, Appendable csv) throws IOException {
        csv.append(HEADER).append('\n');
        return write(profiles, segmentId, cells -> csv.append(
                        cells.stream().map(ProfileExport::cell).collect(Collectors.joining(",")))
                .append('\n'));
    }

    /** Writes the same as a Parquet file, see the other {@code write}. */
    public int writeParquet(ProfileStore profiles, @Nullable String segmentId, Path file) throws IOException {
        try (ParquetFile parquet = ParquetFile.create(file, ProfileRow.COLUMNS)) {
            int written = write(profiles, segmentId, parquet::add);
            parquet.finish();
            return written;
        }
    }

    private int write(ProfileStore profiles, @Nullable String segmentId, RowWriter writer) throws IOException {
        int[] written = {0};
        profiles.forEach(profile -> {
            if (segmentId == null || profile.segment().equals(segmentId)) {
                writer.write(row.cells(profile));
                written[0]++;
            }
        });
        return written[0];
    }

    /** Writes profiles that are in memory, in any order; see the other {@code write}. */
    int write(Collection<CustomerProfile> profiles, @Nullable String segmentId, Appendable csv) throws IOException {
        try (ProfileStore store = ProfileStore.open()) {
            profiles.forEach(store::put);
            return write(store, segmentId, csv);
        }
    }

    /** Writes one row. */
    private interface RowWriter {

        void write(List<@Nullable Object> cells) throws IOException;
    }

    private static String cell(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof Instant time) {
            return Timestamps.format(time.toEpochMilli());
        }
        if (cell instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return cell instanceof String text ? CsvCell.text(text) : cell.toString();
    }
}
