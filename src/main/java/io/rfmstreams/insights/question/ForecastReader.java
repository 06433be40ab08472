package io.rfmstreams.insights.question;

import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.insights.ReadModelException;
import io.rfmstreams.insights.ReadState;
import io.rfmstreams.segment.ModelCatalog;
import io.rfmstreams.segment.SegmentationModel;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Computes the forecast of all customers. It keeps their paths, and computes only those again of customers whose row is another one
 * than the last time; all of them for another active model. It computes slice by slice, each from the tables at one moment, and
 * pauses between slices for as long as a slice took, so that other questions find a free processor.
 */
final class ForecastReader {

    private static final int CUSTOMERS_OF_A_SLICE = 200_000;

    private static final String MODELS = """
            SELECT version, value, version IN (FROM active_model) FROM models
            WHERE version IN (SELECT model_version FROM customers) OR version IN (FROM active_model)
            """;

    private final Snapshots snapshots;
    private final ForecastRules rules;
    private final HistoryReader histories;
    private final KeptPaths kept = new KeptPaths();
    private SegmentCodes codes = new SegmentCodes();
    private @Nullable String activeMessage;

    ForecastReader(Snapshots snapshots, ForecastRules rules) {
        this.snapshots = snapshots;
        this.rules = rules;
        histories = new HistoryReader(rules.history());
    }

    /** What all slices have in common. */
    private record Start(Answer.Context context, CustomerPath paths, Map<String, Integer> ranks) {}

    synchronized SizeForecast read() {
        Start start = snapshots.readState(this::start);
        int[] missing = kept.missing();
        long took = 0;
        for (int from = 0; from < missing.length; from += CUSTOMERS_OF_A_SLICE) {
            LockSupport.parkNanos(took);
            long began = System.nanoTime();
            int until = Math.min(from + CUSTOMERS_OF_A_SLICE, missing.length);
            int[] places = Arrays.copyOfRange(missing, from, until);
            snapshots.readState((state, context) -> compute(state, places, start.paths()));
            took = System.nanoTime() - began;
        }
        return sum(start);
    }

    private Start start(ReadState state, Answer.Context context) {
        Map<Integer, SegmentationModel> models = new HashMap<>();
        String message = models(state.connection(), models);
        if (message == null ? activeMessage != null : !message.equals(activeMessage)) {
            kept.clear();
            codes = new SegmentCodes();
            activeMessage = message;
        }
        ModelCatalog catalog = version -> Optional.ofNullable(models.get(version));
        Map<String, Integer> ranks = new HashMap<>();
        Integer active = context.modelVersion();
        if (active != null) {
            catalog.model(active)
                    .ifPresent(model -> model.segments().forEach(segment -> ranks.put(segment.id(), segment.rank())));
        }
        kept.takeOver(state.customers());
        return new Start(context, new CustomerPath(rules, catalog, active, context.asOf()), ranks);
    }

    /** Reads the models of all customers and the active one; returns the message of the active one, null without. */
    private static @Nullable String models(Connection connection, Map<Integer, SegmentationModel> models) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(MODELS)) {
            String active = null;
            while (rows.next()) {
                String message = rows.getString(2);
                models.put(rows.getInt(1), ModelJsonReader.read(message.getBytes(StandardCharsets.UTF_8)));
                active = rows.getBoolean(3) ? message : active;
            }
            return active;
        } catch (SQLException failed) {
            throw new ReadModelException("the forecast cannot be computed: " + failed.getMessage(), failed);
        }
    }

    /** Computes the paths at places from the present rows of their customers. */
    private boolean compute(ReadState state, int[] places, CustomerPath paths) {
        List<CustomerRow> buyers = new ArrayList<>(places.length);
        int[] placesOfBuyers = new int[places.length];
        for (int place : places) {
            CustomerRow before = kept.row(place);
            CustomerRow row = before == null ? null : state.customers().find(before.id());
            if (row == null) {
                kept.set(place, null, null);
            } else if (row.frequency() == 0) {
                kept.set(place, row, PackedPath.of(CustomerPath.settled(row.segment()), false, codes));
            } else {
                placesOfBuyers[buyers.size()] = place;
                buyers.add(row);
            }
        }
        CustomerHistories read = histories.read(state.connection(), buyers);
        for (int buyer = 0; buyer < buyers.size(); buyer++) {
            CustomerRow row = buyers.get(buyer);
            CustomerPath.Path path = paths.of(row, read.of(buyer, row));
            kept.set(placesOfBuyers[buyer], row, PackedPath.of(path, paths.isOfOtherModel(row), codes));
        }
        return true;
    }

    private SizeForecast sum(Start start) {
        SizeForecast sizes = new SizeForecast(start.context());
        PathSums sums = new PathSums(sizes, codes.ids(), start.ranks());
        for (int place = 0; place < kept.size(); place++) {
            CustomerRow row = kept.row(place);
            long[] path = kept.path(place);
            if (row != null && path != null) {
                sums.add(path, row.units());
            }
        }
        return sizes;
    }
}
