package io.rfmstreams.insights.question;

import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.SegmentationModel;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The queries that questions about moves and orders build on: {@code names}, the segments by id, and {@code present}, the
 * customers as of a time with recency, return probability and value at risk. Their columns have the names of the fields of
 * answers. Questions about customers alone take the same from memory, see {@link CustomerMeasures}.
 */
final class PresentCustomers {

    private PresentCustomers() {}

    /**
     * Returns the start of a query, which defines both.
     *
     * @param now epoch milliseconds
     * @param model the active model; null for none
     */
    static String with(long now, @Nullable SegmentationModel model) {
        return "WITH names AS (" + names(model) + "), present AS (" + present(now, model) + ")\n";
    }

    /**
     * Returns the query {@code names}: the columns {@code id, name, rank, action, is_active}. Segments of the active model have a
     * rank; those of other models keep their name.
     */
    static String names(@Nullable SegmentationModel model) {
        String reserved = Arrays.stream(ReservedSegment.values())
                .map(segment -> "(" + Sql.text(segment.id()) + ", "
                        + Sql.text(segment.ref().name()) + ", NULL::INTEGER, " + Sql.text(segment.action()) + ", true)")
                .collect(Collectors.joining(", "));
        String active = "model_version = " + (model == null ? 0 : model.version());
        return """
                SELECT id, arg_max(name, model_version) AS name, max(rank) FILTER (%1$s) AS rank,
                    arg_max(action, model_version) AS action, bool_or(%1$s) AS is_active
                FROM segments GROUP BY id
                UNION ALL VALUES %2$s""".formatted(active, reserved);
    }

    private static String present(long now, @Nullable SegmentationModel model) {
        ReturnModel returns = model == null ? null : model.returnModel();
        return """
                SELECT customer_id AS "customerId", segment, coalesce(names.name, segment) AS "segmentName", names.rank,
                    since, recency AS "recencyDays", frequency, monetary,
                    CASE WHEN frequency > 0 THEN round(monetary / frequency, 4) END AS "averageOrderValue",
                    first_purchase_at AS "firstPurchaseAt", last_purchase_at AS "lastPurchaseAt",
                    probability AS "returnProbability",
                    round(greatest(monetary, 0) * (1 - probability), 4) AS "valueAtRisk",
                    next_segment AS "nextSegment", next_change_at AS "nextChangeAt", names.action
                FROM (SELECT *, %s AS probability FROM (SELECT *, %s AS recency FROM customers))
                LEFT JOIN names ON names.id = segment""".formatted(probability(returns), Sql.days("last_purchase_at", Sql.time(now)));
    }

    private static String probability(@Nullable ReturnModel model) {
        if (model == null) {
            return "NULL::DOUBLE";
        }
        return "CASE WHEN frequency > 0 THEN 1 / (1 + exp(-(" + Sql.number(model.intercept())
                + term(model.recency(), "recency")
                + term(model.frequency(), "frequency")
                + term(model.monetary(), "greatest(monetary, 0)") + "))) END";
    }

    /** A model of recency alone has other coefficients of 0, and a logarithm for each customer takes time. */
    private static String term(double coefficient, String feature) {
        return coefficient == 0 ? "" : " + " + Sql.number(coefficient) + " * ln(1 + " + feature + ")";
    }
}
