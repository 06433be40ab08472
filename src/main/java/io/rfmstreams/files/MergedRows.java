package io.rfmstreams.files;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Merges sorted sources of rows into one. Rows with the same key are in the order of their sources. */
final class MergedRows implements Iterator<SortRow> {

    private final PriorityQueue<Source> sources = new PriorityQueue<>();

    MergedRows(List<? extends Iterator<SortRow>> sorted) {
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.get(i).hasNext()) {
                sources.add(new Source(i, sorted.get(i)));
            }
        }
    }

    @Override
    public boolean hasNext() {
        return !sources.isEmpty();
    }

    @Override
    public SortRow next() {
        Source first = sources.poll();
        if (first == null) {
            throw new NoSuchElementException();
        }
        SortRow row = first.head;
        if (first.rows.hasNext()) {
            first.head = first.rows.next();
            sources.add(first);
        }
        return row;
    }

    private static final class Source implements Comparable<Source> {

        private final int index;
        private final Iterator<SortRow> rows;
        private SortRow head;

        Source(int index, Iterator<SortRow> rows) {
            this.index = index;
            this.rows = rows;
            this.head = rows.next();
        }

        @Override
        public int compareTo(Source other) {
            int byKey = head.compareTo(other.head);
            return byKey != 0 ? byKey : Integer.compare(index, other.index);
        }
    }
}
