package io.rfmstreams.insights.question;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The segments of all models and the reserved ones, see {@code names} of {@link PresentCustomers}. */
final class SegmentNames {

    private final Map<String, Named> byId = new LinkedHashMap<>();

    /**
     * A segment.
     *
     * @param rank in the active model; null if it has none
     */
    record Named(String id, String name, @Nullable Integer rank, String action) {}

    /** @param rows with the columns {@code id, name, rank, action} */
    SegmentNames(Table rows) {
        for (int i = 0; i < rows.rows().size(); i++) {
            Map<String, @Nullable Object> row = rows.row(i);
            String id = String.valueOf(row.get("id"));
            byId.put(
                    id,
                    new Named(
                            id,
                            String.valueOf(row.get("name")),
                            row.get("rank") instanceof Integer rank ? rank : null,
                            String.valueOf(row.get("action"))));
        }
    }

    Collection<Named> all() {
        return byId.values();
    }

    boolean contains(String id) {
        return byId.containsKey(id);
    }

    /** Returns the name of a segment, or its id if no model has it. */
    String name(String id) {
        Named known = byId.get(id);
        return known == null ? id : known.name();
    }

    /** Returns the rank of a segment in the active model; null if it has none. */
    @Nullable
    Integer rank(String id) {
        Named known = byId.get(id);
        return known == null ? null : known.rank();
    }

    /** Returns the recommended action of a segment; empty if no model has it. */
    String action(String id) {
        Named known = byId.get(id);
        return known == null ? "" : known.action();
    }
}
