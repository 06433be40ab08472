package io.rfmstreams.insights.question;

import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.insights.ReadModelException;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
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
 * the size of a slice, not on the number of customers. Between slices it pauses for {@value #PAUSE} times as long as a slice took,
 * so that other questions find a free processor.
 */
final class ForecastReader {

    private static final long CUSTOMERS_OF_A_SLICE = 20_000;

    static final int PAUSE = 2;

    private static final String MODELS =
            "SELECT version, value FROM models WHERE version IN (SELECT model_version FROM customers)"
                    + " OR version IN (FROM active_model)";

    private static final String CUSTOMERS = """
            SELECT customer_id, segment, epoch_ms(since), frequency, (monetary * 10000)::BIGINT, epoch_ms(first_purchase_at),
                epoch_ms(last_purchase_at), coalesce(model_version, 0), next_segment, epoch_ms(next_change_at),
                epoch_ms(updated_at)
            FROM customers""";

    private static final String ORDERS = """
            SELECT customer_id, NULL, order_id, (amount * 10000)::BIGINT, epoch_ms(occurred_at) FROM purchases""";

    private static final String REFUNDS = """
            SELECT customer_id, refund_id, order_id, (amount * 10000)::BIGINT, epoch_ms(occurred_at) FROM refunds""";

    private final Snapshots snapshots;
    private final ForecastRules rules;

    ForecastReader(Snapshots snapshots, ForecastRules rules) {
        this.snapshots = snapshots;
        this.rules = rules;
    }

    /** What all slices have in common. */
    private record Start(SizeForecast sizes, CustomerPath paths, Map<String, Integer> ranks, long slices) {}

    SizeForecast read() {
        Start start = snapshots.readConnection(this::start);
        long took = 0;
        for (long slice = 0; slice < start.slices(); slice++) {
            LockSupport.parkNanos(PAUSE * took);
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
        Map<String, List<CustomerEvent>> events = rules.history().window().isLifetime()
                ? Map.of()
                : events(connection, condition, start.sizes().context().asOf());
        forEach(connection, CUSTOMERS + condition, row -> {
            CustomerPath.ProfileRow profile = profile(row);
            add(profile, start.paths().of(profile, events.getOrDefault(row.getString(1), List.of())), start);
        });
        return true;
    }

    private static void add(CustomerPath.ProfileRow profile, CustomerPath.Path path, Start start) {
        SizeForecast sizes = start.sizes();
        if (!path.exact()) {
            sizes.countApproximate();
        }
        String segment = path.segment();
        int from = 0;
        for (NextChange change : path.changes()) {
            int day = sizes.day(change.at());
            sizes.add(segment, from, day, profile.units());
            from = day;
            segment = change.segment();
        }
        sizes.add(segment, from, SizeForecast.DAYS + 1, profile.units());
        if (!path.changes().isEmpty() && isLower(path.changes().get(0).segment(), path.segment(), start.ranks())) {
            sizes.addLeaving(sizes.day(path.changes().get(0).at()), profile.units());
        }
    }

    private static boolean isLower(String to, String from, Map<String, Integer> ranks) {
        Integer before = ranks.get(from);
        Integer after = ranks.get(to);
        return before != null && (to.equals(ReservedSegment.INACTIVE.id()) || (after != null && after > before));
    }

    /** Returns the orders, then the refunds of the customers of a slice, as far as they can be in the window. */
    private Map<String, List<CustomerEvent>> events(Connection connection, String condition, long asOf) {
        Map<String, List<CustomerEvent>> events = new HashMap<>();
        String kept =
                condition + " AND occurred_at >= " + Sql.time(rules.history().keptFrom(asOf));
        for (String rows : List.of(ORDERS, REFUNDS)) {
            forEach(connection, rows + kept, row -> events.computeIfAbsent(row.getString(1), first -> new ArrayList<>())
                    .add(event(row)));
        }
        return events;
    }

    private static CustomerEvent event(ResultSet row) throws SQLException {
        String refundId = row.getString(2);
        Money amount = new Money(row.getLong(4));
        return refundId == null
                ? new Purchase(row.getString(3), amount, row.getLong(5))
                : new Refund(refundId, row.getString(3), amount, row.getLong(5));
    }

    private static CustomerPath.ProfileRow profile(ResultSet row) throws SQLException {
        @Nullable String next = row.getString(9);
        return new CustomerPath.ProfileRow(
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
