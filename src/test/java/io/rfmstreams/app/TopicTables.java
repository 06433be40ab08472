package io.rfmstreams.app;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.ReadModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of each table as they follow from the topics, derived record by record and without the code of the read model. Rows are
 * text, in order, to compare them with {@link #of(ReadModel)}.
 */
final class TopicTables {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> QUERIES = Map.of(
            "customers",
            "SELECT customer_id, segment, since, frequency, monetary, first_purchase_at, last_purchase_at, model_version,"
                    + " next_segment, next_change_at, updated_at FROM customers",
            "changes",
            "SELECT event_id, customer_id, occurred_at, sequence, reason, direction, from_segment, to_segment,"
                    + " recency_before, frequency_before, monetary_before, recency_days, frequency, monetary, model_version,"
                    + " return_probability FROM changes",
            "alerts",
            "SELECT alert_id, customer_id, kind, raised_at, from_segment, to_segment, best, expected_at, recency_days,"
                    + " frequency, monetary, monetary_at_stake, return_probability, value_at_risk, late, action,"
                    + " model_version FROM alerts",
            "purchases",
            "SELECT customer_id, order_id, occurred_at, amount FROM purchases",
            "refunds",
            "SELECT customer_id, refund_id, order_id, occurred_at, amount FROM refunds",
            "models",
            "SELECT version FROM models",
            "segments",
            "SELECT DISTINCT model_version FROM segments",
            "active_model",
            "SELECT version FROM active_model",
            "clock",
            "SELECT now FROM clock");

    private final Settings settings;
    private final Map<String, String> customers = new HashMap<>();
    private final Map<String, List<String>> changes = new HashMap<>();
    private final Map<String, Instant> erasures = new HashMap<>();
    private final List<String> alerts = new ArrayList<>();
    private final Map<String, Map<String, String>> purchases = new HashMap<>();
    private final Map<String, Map<String, String>> refunds = new HashMap<>();
    private final Map<String, String> models = new HashMap<>();
    private Optional<Instant> clock = Optional.empty();

    private TopicTables(Settings settings) {
        this.settings = settings;
        read(TopicRole.PROFILES, this::profile);
        read(TopicRole.CHANGES, (key, value) -> change(requireNonNull(value)));
        read(TopicRole.ALERTS, (key, value) -> alert(requireNonNull(value)));
        read(TopicRole.PURCHASES, this::purchase);
        read(TopicRole.MODELS, this::model);
        read(TopicRole.CLOCK, (key, value) -> tick(requireNonNull(value)));
    }

    /** Reads the topics of an installation. */
    static Map<String, List<String>> of(Settings settings) {
        return new TopicTables(settings).rows();
    }

    /** Reads the tables of a read model. */
    static Map<String, List<String>> of(ReadModel model) {
        Map<String, List<String>> tables = new TreeMap<>();
        QUERIES.forEach((table, query) -> tables.put(table, rows(model, query)));
        return tables;
    }

    /** Returns the rows that one side has more often than the other. */
    static List<String> differences(Map<String, List<String>> tables, Map<String, List<String>> topics) {
        List<String> differences = new ArrayList<>();
        for (String table : QUERIES.keySet()) {
            Map<String, Integer> counts = new HashMap<>();
            tables.getOrDefault(table, List.of()).forEach(row -> counts.merge(row, 1, Integer::sum));
            topics.getOrDefault(table, List.of()).forEach(row -> counts.merge(row, -1, Integer::sum));
            counts.forEach((row, count) -> {
                if (count != 0) {
                    differences.add((count > 0 ? "too many in " : "missing in ") + table + ": " + row);
                }
            });
        }
        return differences;
    }

    private static List<String> rows(ReadModel model, String query) {
        try (Connection connection = model.read();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(cell(rows.getObject(i)));
                }
                found.add(String.join("|", cells));
            }
            Collections.sort(found);
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime().toInstant(ZoneOffset.UTC).toString();
        }
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC).toString();
        }
        if (value instanceof BigDecimal amount) {
            return amount.setScale(4).toPlainString();
        }
        return String.valueOf(value);
    }

    private Map<String, List<String>> rows() {
        Map<String, List<String>> tables = new TreeMap<>();
        tables.put("customers", List.copyOf(customers.values()));
        tables.put("changes", changes.values().stream().flatMap(List::stream).toList());
        tables.put("alerts", alerts);
        tables.put("purchases", all(purchases));
        tables.put("refunds", all(refunds));
        List<String> versions = models.keySet().stream()
                .filter(key -> key.startsWith("v"))
                .map(key -> key.substring(1))
                .toList();
        tables.put("models", versions);
        tables.put("segments", versions);
        tables.put(
                "active_model",
                Optional.ofNullable(models.get("active")).stream().toList());
        tables.put("clock", clock.map(Instant::toString).stream().toList());
        tables.replaceAll((table, rows) -> rows.stream().sorted().toList());
        return tables;
    }

    private static List<String> all(Map<String, Map<String, String>> rows) {
        return rows.values().stream()
                .flatMap(ofCustomer -> ofCustomer.values().stream())
                .toList();
    }

    @FunctionalInterface
    private interface Sink {
        void accept(String key, @Nullable JsonNode value);
    }

    private void read(TopicRole role, Sink sink) {
        new TopicReader(settings.kafka()).read(settings.topics().of(role), record -> {
            try {
                sink.accept(
                        String.valueOf(record.key()), record.value() == null ? null : JSON.readTree(record.value()));
            } catch (IOException malformed) {
                // The read model leaves it out.
            }
        });
    }

    private void profile(String id, @Nullable JsonNode profile) {
        if (profile == null) {
            customers.remove(id);
            return;
        }
        JsonNode next = profile.path("nextChange");
        customers.put(
                id,
                row(
                        id,
                        text(profile, "segment"),
                        time(profile, "since"),
                        profile.at("/rfm/frequency").asText(),
                        money(profile.at("/rfm/monetary")),
                        time(profile, "firstPurchaseAt"),
                        time(profile, "lastPurchaseAt"),
                        text(profile, "modelVersion"),
                        text(next, "segment"),
                        time(next, "at"),
                        time(profile, "updatedAt")));
    }

    private void change(JsonNode change) {
        String id = text(change, "customerId");
        List<String> ofCustomer = changes.computeIfAbsent(id, first -> new ArrayList<>());
        if (text(change, "reason").equals("ERASED")) {
            ofCustomer.clear();
            erasures.merge(id, instant(change, "occurredAt"), (one, other) -> one.isAfter(other) ? one : other);
        }
        ofCustomer.add(changeRow(change));
    }

    /** An erasure also deletes the alerts before it. They are read after all changes. */
    private void alert(JsonNode alert) {
        Instant erased = erasures.getOrDefault(text(alert, "customerId"), Instant.MIN);
        if (instant(alert, "raisedAt").isAfter(erased)) {
            alerts.add(alertRow(alert));
        }
    }

    private void purchase(String id, @Nullable JsonNode event) {
        if (event == null) {
            purchases.remove(id);
            refunds.remove(id);
            return;
        }
        boolean isRefund = text(event, "type").equals("REFUND");
        String orderId = text(event, "orderId");
        String eventId = isRefund ? text(event, "refundId") : orderId;
        String ids = isRefund ? row(id, eventId, orderId) : row(id, orderId);
        (isRefund ? refunds : purchases)
                .computeIfAbsent(id, first -> new HashMap<>())
                .putIfAbsent(eventId, row(ids, time(event, "occurredAt"), money(event.path("amount"))));
    }

    private void model(String key, @Nullable JsonNode model) {
        if (model == null) {
            models.remove(key);
        } else if (key.equals("active") || key.startsWith("v")) {
            models.put(key, text(model, "version"));
        }
    }

    private void tick(JsonNode tick) {
        Instant time = Instant.parse(tick.path("time").asText());
        clock = clock.filter(time::isBefore).or(() -> Optional.of(time));
    }

    private static String changeRow(JsonNode change) {
        return row(
                text(change, "eventId"),
                text(change, "customerId"),
                time(change, "occurredAt"),
                text(change, "sequence"),
                text(change, "reason"),
                text(change, "direction"),
                text(change.path("from"), "id"),
                text(change.path("to"), "id"),
                rfm(change.path("before")),
                rfm(change.path("rfm")),
                text(change, "modelVersion"),
                text(change, "returnProbability"));
    }

    private static String alertRow(JsonNode alert) {
        return row(
                text(alert, "alertId"),
                text(alert, "customerId"),
                text(alert, "kind"),
                time(alert, "raisedAt"),
                text(alert.path("from"), "id"),
                text(alert.path("to"), "id"),
                text(alert.path("best"), "id"),
                time(alert, "expectedAt"),
                rfm(alert.path("rfm")),
                money(alert.path("monetaryAtStake")),
                text(alert, "returnProbability"),
                text(alert, "valueAtRisk"),
                text(alert, "late"),
                text(alert, "action"),
                text(alert, "modelVersion"));
    }

    private static String row(String... cells) {
        return String.join("|", cells);
    }

    private static String rfm(JsonNode rfm) {
        return rfm.isObject()
                ? row(text(rfm, "recencyDays"), text(rfm, "frequency"), money(rfm.path("monetary")))
                : "null|null|null";
    }

    private static String money(JsonNode amount) {
        return new BigDecimal(amount.asText()).setScale(4).toPlainString();
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : "null";
    }

    private static String time(JsonNode node, String field) {
        return node.hasNonNull(field) ? instant(node, field).toString() : "null";
    }

    private static Instant instant(JsonNode node, String field) {
        return Instant.parse(node.path(field).asText());
    }
}
