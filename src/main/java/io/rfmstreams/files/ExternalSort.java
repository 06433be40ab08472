package io.rfmstreams.files;

import io.rfmstreams.files.RunWriter.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows by key, stably and within a bounded memory. Rows beyond the bound are written to a temporary file as sorted runs, which
 * are merged at the end. Rows that are sorted already form one run. Not thread-safe.
 */
public final class ExternalSort implements AutoCloseable {

    private static final long MAX_MEMORY = 128L << 20;
    private static final int SHARE_OF_THE_HEAP = 8;

    /** The number of runs that are merged at once. Each takes a buffer of 64 KiB. */
    private static final int FAN_IN = 64;

    private final long memory;
    private final int fanIn;
    private List<SortRow> rows = new ArrayList<>();
    private List<Run> runs = new ArrayList<>();
    private @Nullable SpillFile file;
    private @Nullable SortRow last;
    private long rowsMemory;
    private long count;
    private boolean sorted;

    /** Creates a sort that takes an eighth of the heap, but at most 128 MiB. */
    public ExternalSort() {
        this(Math.min(MAX_MEMORY, Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP), FAN_IN);
    }

    /**
     * Creates a sort.
     *
     * @param memory the memory for rows, bytes
     * @param fanIn the number of runs that are merged at once, at least 2
     */
    ExternalSort(long memory, int fanIn) {
        if (fanIn < 2) {
            throw new IllegalArgumentException("fanIn must be at least 2, not " + fanIn);
        }
        this.memory = memory;
        this.fanIn = fanIn;
    }

    /**
     * Adds a row. The arrays must not be changed afterwards.
     *
     * @throws UncheckedIOException if the temporary file cannot be written
     */
    public void add(byte[] key, byte[] value) {
        if (sorted) {
            throw new IllegalStateException("rows cannot be added after they were sorted");
        }
        SortRow row = new SortRow(key, value);
        if (rowsMemory > 0 && rowsMemory + row.memory() > memory) {
            spill();
        }
        rows.add(row);
        rowsMemory += row.memory();
        count++;
    }

    /** Returns the number of rows. */
    public long count() {
        return count;
    }

    /**
     * Returns all rows in the order of their keys. Rows with the same key are in the order in which they were added. Can be called
     * again. The iterator throws {@link UncheckedIOException} if the temporary file cannot be read.
     */
    public Iterator<SortRow> sorted() {
        if (!sorted) {
            sorted = true;
            if (runs.isEmpty()) {
                Collections.sort(rows);
            } else {
                spill();
                mergeWhileTooMany();
            }
        }
        SpillFile spilled = file;
        return spilled == null ? rows.iterator() : merged(spilled, runs);
    }

    /** Deletes the temporary file. */
    @Override
    public void close() {
        rows = List.of();
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException notDeleted) {
            throw failed(notDeleted);
        }
    }

    private void spill() {
        Collections.sort(rows);
        Run run = write(rows.iterator());
        Run before = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (before != null && last != null && last.compareTo(rows.get(0)) <= 0) {
            runs.set(runs.size() - 1, new Run(before.start(), run.end()));
        } else {
            runs.add(run);
        }
        last = rows.get(rows.size() - 1);
        rows = new ArrayList<>();
        rowsMemory = 0;
    }

    private void mergeWhileTooMany() {
        while (runs.size() > fanIn) {
            List<Run> longer = new ArrayList<>();
            for (int i = 0; i < runs.size(); i += fanIn) {
                List<Run> neighbours = runs.subList(i, Math.min(i + fanIn, runs.size()));
                longer.add(write(merged(open(), neighbours)));
            }
            runs = longer;
        }
    }

    private Run write(Iterator<SortRow> sortedRows) {
        try {
            RunWriter writer = new RunWriter(open());
            while (sortedRows.hasNext()) {
                writer.write(sortedRows.next());
            }
            return writer.end();
        } catch (IOException notWritten) {
            throw failed(notWritten);
        }
    }

    private SpillFile open() {
        SpillFile opened = file;
        if (opened == null) {
            try {
                opened = SpillFile.create();
            } catch (IOException notCreated) {
                throw failed(notCreated);
            }
            file = opened;
        }
        return opened;
    }

    private static Iterator<SortRow> merged(SpillFile file, List<Run> runs) {
        return new MergedRows(runs.stream().map(run -> new RunReader(file, run)).toList());
    }

    private static UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException(
                "cannot sort in the temporary directory " + System.getProperty("java.io.tmpdir")
                        + " (-Djava.io.tmpdir)",
                cause);
    }
}
