package io.rfmstreams.insights.question;

import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.insights.ReadModelException;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.segment.ModelCatalog;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.SegmentationModel;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Computes the forecast of all customers from the tables, slice by slice, each from the tables at one moment. The memory depends on
 * the size of a slice, not on the number of customers. Between slices it pauses for as long as a
 * slice took, so that other questions find a free processor.
 */
final class ForecastReader {

    private static final long CUSTOMERS_OF_A_SLICE = 200_000;

    private static final String MODELS =
            "SELECT version, value FROM models WHERE version IN (SELECT model_version FROM customers)"
                    + " OR version IN (FROM active_model)";

    private static final String CUSTOMERS = """
            SELECT customer_id, segment, epoch_ms(since), frequency, (monetary * 10000)::BIGINT, epoch_ms(first_purchase_at),
                epoch_ms(last_purchase_at), coalesce(model_version, 0), next_segment, epoch_ms(next_change_at),
                epoch_ms(updated_at)
            FROM customers""";

    private final Snapshots snapshots;
    private final ForecastRules rules;
    private final HistoryReader histories;

    ForecastReader(Snapshots snapshots, ForecastRules rules) {
        this.snapshots = snapshots;
        this.rules = rules;
        histories = new HistoryReader(rules.history());
    }

    /** What all slices have in common. */
    private record Start(SizeForecast sizes, CustomerPath paths, Map<String, Integer> ranks, long slices) {}

    SizeForecast read() {
        Start start = snapshots.readConnection(this::start);
        long took = 0;
        for (long slice = 0; slice < start.slices(); slice++) {
            LockSupport.parkNanos(took);
            long began = System.nanoTime();
            String condition = " WHERE hash(customer_id) % " + start.slices() + " = " + slice;
            snapshots.readConnection((connection, context) -> add(connection, condition, start));
            took = System.nanoTime() - began;
        }
        return start.sizes();
    }

    private Start start(Connection connection, Answer.Context context) {
        Map<Integer, SegmentationModel> models = new HashMap<>();
        forEach(
                connection,
                MODELS,
                row -> models.put(
                        row.getInt(1), ModelJsonReader.read(row.getString(2).getBytes(StandardCharsets.UTF_8))));
        long[] customers = new long[1];
        forEach(connection, "SELECT count(*) FROM customers", row -> customers[0] = row.getLong(1));
        ModelCatalog catalog = version -> Optional.ofNullable(models.get(version));
        Map<String, Integer> ranks = new HashMap<>();
        Integer active = context.modelVersion();
        if (active != null) {
            catalog.model(active)
                    .ifPresent(model -> model.segments().forEach(segment -> ranks.put(segment.id(), segment.rank())));
        }
        return new Start(
                new SizeForecast(context),
                new CustomerPath(rules, catalog, active, context.asOf()),
                ranks,
                customers[0] / CUSTOMERS_OF_A_SLICE + 1);
    }

    private boolean add(Connection connection, String condition, Start start) {
        List<CustomerPath.ProfileRow> active = new ArrayList<>();
        forEach(connection, CUSTOMERS + condition, row -> {
            CustomerPath.ProfileRow profile = profile(row);
            if (profile.frequency() > 0) {
                active.add(profile);
            } else {
                add(profile, start.paths().of(profile, PurchaseHistory.EMPTY), start);
            }
        });
        CustomerHistories read = histories.read(connection, active);
        for (int customer = 0; customer < active.size(); customer++) {
            CustomerPath.ProfileRow profile = active.get(customer);
            add(profile, start.paths().of(profile, read.of(customer, profile)), start);
        }
        return true;
    }

    private static void add(CustomerPath.ProfileRow profile, CustomerPath.Path path, Start start) {
        SizeForecast sizes = start.sizes();
        if (!path.exact()) {
            sizes.countApproximate();
        }
        String segment = path.segment();
        boolean isNext = true;
        int from = 0;
        for (NextChange change : path.changes()) {
            if (change.at() > sizes.context().asOf()) {
                int day = sizes.day(change.at());
                sizes.add(segment, from, day, profile.units());
                if (isNext && isLower(change.segment(), segment, start.ranks())) {
                    sizes.addLeaving(day, profile.units());
                }
                from = day;
                isNext = false;
            }
            segment = change.segment();
        }
        sizes.add(segment, from, SizeForecast.DAYS + 1, profile.units());
    }

    private static boolean isLower(String to, String from, Map<String, Integer> ranks) {
        Integer before = ranks.get(from);
        Integer after = ranks.get(to);
        return before != null && (to.equals(ReservedSegment.INACTIVE.id()) || (after != null && after > before));
    }

    private static CustomerPath.ProfileRow profile(ResultSet row) throws SQLException {
        @Nullable String next = row.getString(9);
        return new CustomerPath.ProfileRow(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getInt(8),
                next == null ? null : new NextChange(next, row.getLong(10)),
                row.getLong(11));
    }

    private static void forEach(Connection connection, String sql, Snapshot.RowVisitor visitor) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                visitor.visit(rows);
            }
        } catch (SQLException failed) {
            throw new ReadModelException("the forecast cannot be computed: " + failed.getMessage(), failed);
        }
    }
}
