package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import io.rfmstreams.insights.ReadModelException;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Money;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what the purchase histories of some customers are rebuilt from. Of customers without refunds only the times and amounts of
 * orders are read: texts take several times as long.
 */
final class HistoryReader {

    private static final String WANTED =
            " JOIN (SELECT unnest(?::VARCHAR[]) AS id, unnest(range(?)) AS n) AS wanted ON customer_id = id";

    private static final String FROM = " WHERE occurred_at >= ";

    private static final String ORDERS =
            "SELECT n, epoch_ms(occurred_at), (amount * 10000)::BIGINT FROM purchases" + WANTED;

    private static final String ORDERS_WITH_IDS =
            "SELECT n, epoch_ms(occurred_at), (amount * 10000)::BIGINT, order_id FROM purchases" + WANTED;

    private static final String REFUNDS =
            "SELECT n, epoch_ms(occurred_at), (amount * 10000)::BIGINT, order_id, refund_id FROM refunds" + WANTED;

    private final HistoryRules rules;

    HistoryReader(HistoryRules rules) {
        this.rules = rules;
    }

    private interface RowVisitor {

        void visit(ResultSet row) throws SQLException;
    }

    /** Reads the orders and refunds of customers from the time on that the earliest of them kept some. */
    CustomerHistories read(Connection connection, List<CustomerRow> customers) {
        long from = customers.stream()
                .mapToLong(customer -> rules.keptFrom(customer.updatedAt()))
                .min()
                .orElse(Long.MAX_VALUE);
        if (rules.window().isLifetime() || from == Long.MAX_VALUE) {
            return new CustomerHistories(rules, OrderColumns.NONE, Map.of());
        }
        List<String> ids = customers.stream().map(CustomerRow::id).toList();
        Map<Integer, List<CustomerEvent>> refunds = new HashMap<>();
        forEach(connection, REFUNDS + FROM + Sql.time(from), ids, row -> refunds.computeIfAbsent(
                        row.getInt(1), first -> new ArrayList<>())
                .add(new Refund(row.getString(5), row.getString(4), new Money(row.getLong(3)), row.getLong(2))));
        OrderColumns orders = new OrderColumns(ids.size());
        forEach(
                connection,
                ORDERS + FROM + Sql.time(from),
                ids,
                row -> orders.add(row.getInt(1), row.getLong(2), row.getLong(3)));
        return new CustomerHistories(
                rules, orders.sorted(), refunds.isEmpty() ? Map.of() : events(connection, ids, from, refunds));
    }

    /** Returns the orders, then the refunds, of the customers with refunds. */
    private static Map<Integer, List<CustomerEvent>> events(
            Connection connection, List<String> ids, long from, Map<Integer, List<CustomerEvent>> refunds) {
        List<Integer> places = List.copyOf(refunds.keySet());
        Map<Integer, List<CustomerEvent>> events = new HashMap<>();
        forEach(
                connection,
                ORDERS_WITH_IDS + FROM + Sql.time(from),
                places.stream().map(ids::get).toList(),
                row -> events.computeIfAbsent(places.get(row.getInt(1)), first -> new ArrayList<>())
                        .add(new Purchase(row.getString(4), new Money(row.getLong(3)), row.getLong(2))));
        refunds.forEach((place, ofCustomer) ->
                events.computeIfAbsent(place, first -> new ArrayList<>()).addAll(ofCustomer));
        return events;
    }

    private static void forEach(Connection connection, String sql, List<String> ids, RowVisitor visitor) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("VARCHAR", ids.toArray()));
            statement.setLong(2, ids.size());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows);
                }
            }
        } catch (SQLException failed) {
            throw new ReadModelException("the forecast cannot be computed: " + failed.getMessage(), failed);
        }
    }
}
