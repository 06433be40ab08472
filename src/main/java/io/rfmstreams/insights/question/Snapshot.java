package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRows;
import io.rfmstreams.insights.ReadModelException;
import io.rfmstreams.insights.ReadState;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables at one moment: all queries of an answer see the same rows. */
final class Snapshot {

    private static final int USUAL_HORIZON_DAYS = 90;

    private final Connection connection;
    private final CustomerRows customers;
    private final Answer.Context context;
    private final @Nullable SegmentationModel model;
    private @Nullable CustomerMeasures measures;
    private @Nullable SegmentNames names;

    /** Takes one row after the other. */
    interface RowVisitor {

        void visit(ResultSet row) throws SQLException;
    }

    private interface RowReader<T> {

        T read(ResultSet rows) throws SQLException;
    }

    /**
     * Creates a snapshot.
     *
     * @param model the active model; null for none
     */
    Snapshot(ReadState state, Answer.Context context, @Nullable SegmentationModel model) {
        connection = state.connection();
        customers = state.customers();
        this.context = context;
        this.model = model;
    }

    /** Returns the time that the answer refers to, epoch milliseconds. */
    long now() {
        return context.asOf();
    }

    /** Returns a time before now, epoch milliseconds. */
    long daysAgo(int days) {
        return now() - days * DayBucket.DAY_MILLIS;
    }

    /** Returns the rows of all customers. */
    CustomerRows customers() {
        return customers;
    }

    /** Returns what follows from the rows of customers now. */
    CustomerMeasures measures() {
        CustomerMeasures known = measures;
        if (known == null) {
            known = new CustomerMeasures(now(), model == null ? null : model.returnModel());
            measures = known;
        }
        return known;
    }

    /** Returns the segments of all models and the reserved ones. */
    SegmentNames names() {
        SegmentNames known = names;
        if (known == null) {
            known = new SegmentNames(query(PresentCustomers.names(model)));
            names = known;
        }
        return known;
    }

    Answer.Context context() {
        return context;
    }

    Optional<SegmentationModel> model() {
        return Optional.ofNullable(model);
    }

    SegmentationModel requireModel() {
        return model().orElseThrow(() -> new QuestionException(
                QuestionError.NO_MODEL, "the question needs the scaled space of a model, and none is active"));
    }

    /** Returns how long an order counts; for ever without a model. */
    Window window() {
        return model == null ? Window.LIFETIME : model.window();
    }

    /** Returns the horizon of the return probability, at least a day; 90 days without it. */
    int returnHorizonDays() {
        ReturnModel returns = model == null ? null : model.returnModel();
        return returns == null ? USUAL_HORIZON_DAYS : (int) Math.max(1, returns.horizon() / DayBucket.DAY_MILLIS);
    }

    /** Returns the id of a segment, which is the segment with a rank if no id is given. */
    String segmentOr(@Nullable String id, int rank) {
        return id == null ? segmentOfRank(rank) : requireSegment(id);
    }

    private String segmentOfRank(int rank) {
        return requireModel().segments().stream()
                .filter(segment -> segment.rank() == rank)
                .findFirst()
                .map(Segment::id)
                .orElseThrow(() -> QuestionException.badRequest("segment is required, since none has rank " + rank));
    }

    /** Returns the id of a segment if any model or customer has it or if it is reserved. Moves can be of earlier models. */
    String requireSegment(String id) {
        boolean isKnown = ReservedSegment.find(id) != null
                || (model != null && model.segment(id).isPresent())
                || names().contains(id)
                || hasCustomers(id);
        if (!isKnown) {
            throw new QuestionException(
                    QuestionError.UNKNOWN_SEGMENT, "neither a model nor a customer has the segment '" + id + "'");
        }
        return id;
    }

    private boolean hasCustomers(String segment) {
        long[] count = new long[1];
        customers.forEach(row -> count[0] += row.segment().equals(segment) ? 1 : 0);
        return count[0] > 0;
    }

    /** Returns the same, or null for null. */
    @Nullable
    String checkSegment(@Nullable String id) {
        return id == null ? null : requireSegment(id);
    }

    /** Returns the rows of a query on {@code names} and {@code present}, see {@link PresentCustomers}. */
    Table ask(String sql, String... texts) {
        return query(PresentCustomers.with(now(), model) + sql, texts);
    }

    /** Returns the only row of such a query. */
    Map<String, @Nullable Object> askOne(String sql, String... texts) {
        return ask(sql, texts).row(0);
    }

    /** Visits the rows of such a query one by one. */
    void forEach(String sql, RowVisitor visitor, String... texts) {
        read(PresentCustomers.with(now(), model) + sql, texts, rows -> {
            while (rows.next()) {
                visitor.visit(rows);
            }
            return true;
        });
    }

    /** Returns the rows of a query on the tables. */
    Table query(String sql, String... texts) {
        return read(sql, texts, rows -> ResultRows.read(rows, ResultRows.Limit.NONE));
    }

    private <T> T read(String sql, String[] texts, RowReader<T> reader) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < texts.length; i++) {
                statement.setString(i + 1, texts[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException failed) {
            throw new ReadModelException("a question cannot be answered: " + failed.getMessage(), failed);
        }
    }

    /** Answers with one page of the rows of a query. */
    Answer answer(Page page, long total, Map<String, @Nullable Object> summary, Table rows) {
        return new Answer(context, page, total, summary, rows);
    }
}
