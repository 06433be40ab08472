package io.rfmstreams.insights;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.sql.SQLException;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Appends rows to a table in the transaction of a connection. The rows are in the table when it is closed. */
final class RowAppender implements AutoCloseable {

    private static final long MICROS = 1_000;

    private final DuckDBAppender appender;

    private RowAppender(DuckDBAppender appender) {
        this.appender = appender;
    }

    static RowAppender to(DuckDBConnection connection, String table) throws SQLException {
        return new RowAppender(connection.createAppender("main", table));
    }

    /** Appends to a table that only the connection sees. */
    static RowAppender toTemporary(DuckDBConnection connection, String table) throws SQLException {
        return new RowAppender(connection.createAppender("temp", "main", table));
    }

    RowAppender beginRow() throws SQLException {
        appender.beginRow();
        return this;
    }

    void endRow() throws SQLException {
        appender.endRow();
    }

    RowAppender text(@Nullable String value) throws SQLException {
        appender.append(value);
        return this;
    }

    RowAppender number(long value) throws SQLException {
        appender.append(value);
        return this;
    }

    RowAppender integer(@Nullable Integer value) throws SQLException {
        appender.append(value);
        return this;
    }

    RowAppender decimal(@Nullable Double value) throws SQLException {
        appender.append(value);
        return this;
    }

    RowAppender flag(boolean value) throws SQLException {
        appender.append(value);
        return this;
    }

    RowAppender uuid(UUID value) throws SQLException {
        appender.append(value);
        return this;
    }

    /** @param epochMillis null for none */
    RowAppender time(@Nullable Long epochMillis) throws SQLException {
        if (epochMillis == null) {
            appender.appendNull();
        } else {
            appender.appendEpochMicros(Math.multiplyExact(epochMillis, MICROS));
        }
        return this;
    }

    RowAppender money(Money amount) throws SQLException {
        appender.appendDecimal(amount.units(), amount.units() < 0 ? -1 : 0);
        return this;
    }

    /** Appends the three columns recency, frequency and monetary. */
    RowAppender rfm(@Nullable Rfm rfm) throws SQLException {
        if (rfm == null) {
            return nulls(3);
        }
        return number(rfm.recencyDays()).number(rfm.frequency()).money(rfm.monetary());
    }

    RowAppender nulls(int columns) throws SQLException {
        for (int i = 0; i < columns; i++) {
            appender.appendNull();
        }
        return this;
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}
