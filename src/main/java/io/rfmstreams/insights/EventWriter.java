package io.rfmstreams.insights;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes the tables to which rows are only appended: {@code changes} and {@code alerts}. An event that comes again, as it can under
 * at-least-once, is left out.
 */
final class EventWriter {

    private static final int COLUMNS_OF_A_MOVE = 10;

    private final WriteConnection connection;

    EventWriter(WriteConnection connection) {
        this.connection = connection;
    }

    void write(Batch batch) throws SQLException {
        connection.deleteCustomers("changes", batch.erasedChanges);
        if (!batch.changes.isEmpty()) {
            appendChanges(unknown("changes", "event_id", batch.changes, ChangeRow::eventId));
        }
        if (!batch.alerts.isEmpty()) {
            appendAlerts(unknown("alerts", "alert_id", batch.alerts, AlertRow::alertId));
        }
        if (!batch.alerts.isEmpty() || !batch.erasedChanges.isEmpty()) {
            deleteAlertsOfErasedCustomers();
        }
    }

    /** Returns the events that are not in a table, each once. */
    private <E> List<E> unknown(String table, String idColumn, List<E> events, Function<E, UUID> id)
            throws SQLException {
        try (RowAppender staged = connection.stage("staged_event_ids")) {
            for (E event : events) {
                staged.beginRow().uuid(id.apply(event)).endRow();
            }
        }
        Set<UUID> known = connection.ids(
                "SELECT %2$s FROM %1$s SEMI JOIN staged_event_ids ON id = %2$s".formatted(table, idColumn));
        List<E> unknown = new ArrayList<>(events.size());
        for (E event : events) {
            if (known.add(id.apply(event))) {
                unknown.add(event);
            }
        }
        return unknown;
    }

    private void appendChanges(List<ChangeRow> changes) throws SQLException {
        try (RowAppender rows = connection.append("changes")) {
            for (ChangeRow change : changes) {
                rows.beginRow()
                        .uuid(change.eventId())
                        .text(change.customerId())
                        .time(change.occurredAt())
                        .number(change.sequence())
                        .text(change.reason())
                        .text(change.direction());
                ChangeRow.Move move = change.move();
                if (move == null) {
                    rows.nulls(COLUMNS_OF_A_MOVE).endRow();
                } else {
                    rows.text(move.from())
                            .text(move.to())
                            .rfm(move.before())
                            .rfm(move.rfm())
                            .integer(move.modelVersion())
                            .decimal(move.returnProbability())
                            .endRow();
                }
            }
        }
    }

    private void appendAlerts(List<AlertRow> alerts) throws SQLException {
        try (RowAppender rows = connection.append("alerts")) {
            for (AlertRow alert : alerts) {
                AlertRow.Departure departure = alert.departure();
                AlertRow.Loss loss = alert.loss();
                rows.beginRow()
                        .uuid(alert.alertId())
                        .text(alert.customerId())
                        .text(alert.kind())
                        .time(alert.raisedAt())
                        .text(departure.from())
                        .text(departure.to())
                        .text(departure.best())
                        .time(departure.expectedAt())
                        .rfm(loss.rfm())
                        .money(loss.monetaryAtStake())
                        .decimal(loss.returnProbability())
                        .decimal(loss.valueAtRisk())
                        .flag(departure.late())
                        .text(departure.action())
                        .integer(departure.modelVersion())
                        .endRow();
            }
        }
    }

    /** The two topics are not read in step: an alert can arrive after the erasure of its customer. */
    private void deleteAlertsOfErasedCustomers() throws SQLException {
        connection.execute("""
                DELETE FROM alerts USING changes
                WHERE changes.reason = 'ERASED'
                  AND changes.customer_id = alerts.customer_id
                  AND alerts.raised_at <= changes.occurred_at
                """);
    }
}
