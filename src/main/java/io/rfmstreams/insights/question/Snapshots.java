package io.rfmstreams.insights.question;

import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.insights.ReadModelException;
import io.rfmstreams.insights.ReadState;
import io.rfmstreams.insights.TableFreshness;
import io.rfmstreams.segment.SegmentationModel;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens a snapshot of the tables for each answer. */
public final class Snapshots {

    private static final String ACTIVE =
            "SELECT value FROM models JOIN active_model ON active_model.version = models.version";

    private final ReadModel tables;
    private final boolean isEventTime;
    private final InstantSource wall;
    private final Executor background;
    private final PointsCache points;
    private volatile @Nullable Active active;

    /** A model and the message that it was read from. */
    private record Active(String message, SegmentationModel model) {}

    /**
     * Creates a source of snapshots.
     *
     * @param isEventTime whether now is the last tick; otherwise, and before the first tick, it is the wall clock
     * @param background runs what an answer does not wait for
     */
    public Snapshots(ReadModel tables, boolean isEventTime, InstantSource wall, Executor background) {
        this.tables = tables;
        this.isEventTime = isEventTime;
        this.wall = wall;
        this.background = background;
        points = new PointsCache(
                segment -> read(snapshot -> CustomerPoints.read(snapshot, segment)), background, System::nanoTime);
    }

    /** Returns what runs the work that an answer does not wait for. */
    Executor background() {
        return background;
    }

    /** Prepares the search for look-alikes, so that no question waits for it. It is called every second or so. */
    public void refreshPoints() {
        read(Snapshot::model).ifPresent(points::refresh);
    }

    PointsCache points() {
        return points;
    }

    <T> T read(Function<Snapshot, T> reader) {
        try (ReadState state = tables.readState()) {
            Optional<SegmentationModel> model = activeModel(state.connection());
            return reader.apply(new Snapshot(state, context(model), model.orElse(null)));
        } catch (SQLException failed) {
            throw new ReadModelException("the read model cannot be read: " + failed.getMessage(), failed);
        }
    }

    /** Reads from a connection with an open read-only transaction. */
    <T> T readConnection(BiFunction<Connection, Answer.Context, T> reader) {
        try (Connection connection = tables.read()) {
            return reader.apply(connection, context(activeModel(connection)));
        } catch (SQLException failed) {
            throw new ReadModelException("the read model cannot be read: " + failed.getMessage(), failed);
        }
    }

    /** Reads the same with the rows of customers that belong to it. */
    <T> T readState(BiFunction<ReadState, Answer.Context, T> reader) {
        try (ReadState state = tables.readState()) {
            return reader.apply(state, context(activeModel(state.connection())));
        } catch (SQLException failed) {
            throw new ReadModelException("the read model cannot be read: " + failed.getMessage(), failed);
        }
    }

    private Answer.Context context(Optional<SegmentationModel> model) {
        long now = wall.millis();
        boolean isTick = isEventTime && tables.lastTick().isPresent();
        TableFreshness freshness = tables.freshness().orElse(null);
        return new Answer.Context(
                isTick ? tables.lastTick().getAsLong() : now,
                isTick,
                freshness == null ? null : freshness.asOf(),
                freshness == null ? null : freshness.lag(),
                model.map(SegmentationModel::version).orElse(null));
    }

    /** Parses the message of the active model only if it is another one than the last time. */
    private Optional<SegmentationModel> activeModel(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ACTIVE)) {
            if (!rows.next()) {
                return Optional.empty();
            }
            String message = rows.getString(1);
            Active known = active;
            if (known == null || !known.message().equals(message)) {
                known = new Active(message, ModelJsonReader.read(message.getBytes(StandardCharsets.UTF_8)));
                active = known;
            }
            return Optional.of(known.model());
        }
    }
}
