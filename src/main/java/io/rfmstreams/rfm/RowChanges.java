package io.rfmstreams.rfm;

import java.util.List;

/**
 * The changes of rows that an event causes. Deletions come before additions.
 *
 * @param deletes rows to delete
 * @param puts rows to add
 */
public record RowChanges(List<? extends KeptRow> deletes, List<? extends KeptRow> puts) {

    public static final RowChanges NONE = new RowChanges(List.of(), List.of());

    static RowChanges put(KeptRow row) {
        return new RowChanges(List.of(), List.of(row));
    }

    public boolean isEmpty() {
        return deletes.isEmpty() && puts.isEmpty();
    }
}
