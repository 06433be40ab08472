package io.rfmstreams.insights.question;

import io.rfmstreams.insights.ReadModelException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Runs SQL that reads the tables, one query at a time. What runs is the text that DuckDB makes of the checked tree. */
public final class TableSql implements SqlQueries {

    /** The limits of a query. */
    public static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 100_000, 32 << 20);

    private final Snapshots snapshots;
    private final Limits limits;
    private final Semaphore running = new Semaphore(1);

    /**
     * The limits of a query.
     *
     * @param time in whole seconds
     * @param rows most rows of the result
     * @param characters most characters of its texts
     */
    public record Limits(Duration time, int rows, long characters) {}

    public TableSql(Snapshots snapshots, Limits limits) {
        this.snapshots = snapshots;
        this.limits = limits;
    }

    @Override
    public SqlResult run(String sql) {
        if (!running.tryAcquire()) {
            throw new QuestionException(QuestionError.OVERLOADED, "another query of SQL is running");
        }
        try {
            return snapshots.readConnection((connection, context) -> {
                try {
                    return execute(connection, context, checked(connection, sql));
                } catch (SQLTimeoutException tooLong) {
                    throw QuestionException.badRequest(
                            "the query took longer than " + limits.time().toSeconds() + " s");
                } catch (SQLException failed) {
                    throw QuestionException.badRequest(firstLine(failed));
                }
            });
        } finally {
            running.release();
        }
    }

    private static String checked(Connection connection, String sql) throws SQLException {
        String tree = text(connection, "SELECT json_serialize_sql(?::VARCHAR)", sql);
        SelectCheck.require(tree);
        return text(connection, "SELECT json_deserialize_sql(?::JSON)", tree);
    }

    private static String text(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private SqlResult execute(Connection connection, Answer.Context context, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) limits.time().toSeconds());
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<String> types = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    types.add(rows.getMetaData().getColumnTypeName(column));
                }
                Table table = ResultRows.read(rows, new ResultRows.Limit(limits.rows(), limits.characters()));
                return new SqlResult(context, table, types, rows.next());
            }
        }
    }

    private static String firstLine(SQLException failed) {
        if (failed.getMessage() == null) {
            throw new ReadModelException("a query of SQL failed", failed);
        }
        return failed.getMessage().lines().findFirst().orElse("the query failed");
    }
}
