package io.rfmstreams.rfm;

import java.util.List;

/**
 * What an event changes in the rows that are kept one by one: first some are deleted, then some are put.
 *
 * @param deletes rows that are no longer kept
 * @param puts rows that are kept from now on
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
