package io.rfmstreams.insights;

import java.sql.SQLException;
import java.util.Collection;

/** Writes the tables to which rows are only appended: {@code changes} and {@code alerts}. */
final class EventWriter {

    private static final int COLUMNS_OF_A_MOVE = 10;

    private final WriteConnection connection;

    EventWriter(WriteConnection connection) {
        this.connection = connection;
    }

    void write(Batch batch) throws SQLException {
        connection.deleteCustomers("changes", batch.erasedChanges);
        if (!batch.changes.isEmpty()) {
            appendChanges(batch.changes);
        }
        if (!batch.alerts.isEmpty()) {
            appendAlerts(batch.alerts);
        }
        if (!batch.alerts.isEmpty() || !batch.erasedChanges.isEmpty()) {
            deleteAlertsOfErasedCustomers();
        }
    }

    private void appendChanges(Collection<ChangeRow> changes) throws SQLException {
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

    private void appendAlerts(Collection<AlertRow> alerts) throws SQLException {
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
