package io.rfmstreams.insights.question;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of some customers of a segment as rows of an answer, by id. */
final class ListedCustomers {

    private final Table table;
    private final Map<String, List<@Nullable Object>> byId = new HashMap<>();

    private ListedCustomers(Table table) {
        this.table = table;
        table.rows().forEach(row -> byId.put(String.valueOf(row.get(0)), row));
    }

    /** Reads the rows of those customers who are in the segment now. */
    static ListedCustomers read(Snapshot snapshot, String segment, Collection<String> ids) {
        String list = ids.stream().map(Sql::text).collect(Collectors.joining(", "));
        String condition =
                "segment = " + Sql.text(segment) + " AND customer_id IN (" + (ids.isEmpty() ? "NULL" : list) + ")";
        return new ListedCustomers(snapshot.askFew(condition, "SELECT " + CustomersQuestion.COLUMNS + " FROM present"));
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    List<@Nullable Object> get(String id) {
        return Objects.requireNonNull(byId.get(id), "customer");
    }

    /** Returns the columns of the rows after others. */
    List<String> columns(String... before) {
        List<String> columns = new ArrayList<>(Arrays.asList(before));
        columns.addAll(table.columns());
        return columns;
    }
}
