package io.rfmstreams.insights;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Writes the tables to which rows are only appended: {@code changes} and {@code alerts}. An event that comes again, as it can under
 * at-least-once, is left out.
 */
final class EventWriter {

    private static final int COLUMNS_OF_A_MOVE = 10;

    /** How much later than at first an event can be dated when it comes again: after a crash, the clock of a task may be later. */
    private static final long MAX_DELAY_MILLIS = Duration.ofDays(7).toMillis();

    private final WriteConnection connection;

    EventWriter(WriteConnection connection) {
        this.connection = connection;
    }

    void write(Batch batch) throws SQLException {
        connection.deleteCustomers("changes", batch.erasedChanges);
        if (!batch.changes.isEmpty()) {
            String ids = "SELECT event_id FROM changes WHERE occurred_at >= ";
            appendChanges(unknown(batch.changes, ids, ChangeRow::eventId, ChangeRow::occurredAt));
        }
        if (!batch.alerts.isEmpty()) {
            String ids = "SELECT alert_id FROM alerts WHERE raised_at >= ";
            appendAlerts(unknown(batch.alerts, ids, AlertRow::alertId, AlertRow::raisedAt));
        }
        if (!batch.alerts.isEmpty() || !batch.erasedChanges.isEmpty()) {
            deleteAlertsOfErasedCustomers();
        }
    }

    /**
     * Returns the events that are not in their table, each once.
     *
     * @param idsSince selects the ids of the table from a time on, so that not all of the table is read
     */
    private <E> List<E> unknown(List<E> events, String idsSince, Function<E, UUID> id, ToLongFunction<E> time)
            throws SQLException {
        long since = events.stream().mapToLong(time).min().orElseThrow() - MAX_DELAY_MILLIS;
        try (RowAppender staged = connection.stage("staged_event_ids")) {
            for (E event : events) {
                staged.beginRow().uuid(id.apply(event)).endRow();
            }
        }
        Set<UUID> known = connection.ids("SELECT id FROM staged_event_ids WHERE id IN (" + idsSince + "epoch_ms(CAST("
                + since + " AS BIGINT)))");
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
