package io.rfmstreams.demo;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.files.SourceRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An input data set, completely in memory.
 *
 * @param records sorted by time; records of the same time are in the order of the input
 * @param dropped the number of dropped lines, by reason
 */
public record DataSet(List<SourceRecord> records, SortedMap<String, Long> dropped) implements SourceRecords {

    public DataSet {
        List<SourceRecord> sorted = new ArrayList<>(records);
        sorted.sort(Comparator.comparingLong(SourceRecord::time));
        records = Collections.unmodifiableList(sorted);
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }

    @Override
    public long count() {
        return records.size();
    }

    @Override
    public Iterator<SourceRecord> iterator() {
        return records.iterator();
    }

    @Override
    public long firstValidTime() {
        return records.stream()
                .mapToLong(SourceRecord::time)
                .filter(time -> time >= DateLimits.EARLIEST)
                .findFirst()
                .orElse(0);
    }
}
