package io.rfmstreams.insights.question;

import io.rfmstreams.insights.CustomerRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of some customers of a segment as rows of an answer, by id. */
final class ListedCustomers {

    private final Map<String, List<@Nullable Object>> byId = new HashMap<>();

    /** Reads the rows of those customers who are in the segment now. */
    static ListedCustomers read(Snapshot snapshot, String segment, Collection<String> ids) {
        List<CustomerRow> present = new ArrayList<>();
        for (String id : ids) {
            CustomerRow row = snapshot.customers().find(id);
            if (row != null && row.segment().equals(segment)) {
                present.add(row);
            }
        }
        CustomerCells cells = new CustomerCells(snapshot, present);
        ListedCustomers listed = new ListedCustomers();
        present.forEach(row -> listed.byId.put(row.id(), cells.of(row)));
        return listed;
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    List<@Nullable Object> get(String id) {
        return Objects.requireNonNull(byId.get(id), "customer");
    }

    /** Returns the columns of the rows after others. */
    static List<String> columns(String... before) {
        List<String> columns = new ArrayList<>(Arrays.asList(before));
        columns.addAll(CustomerCells.COLUMNS);
        return columns;
    }
}
