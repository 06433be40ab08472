package io.rfmstreams.files;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** One reading of a file: where its records go, and what is counted. */
final class FileReading {

    private final RecordSink sink;
    private final LineListener listener;
    private final Drops drops;
    private final SortedMap<String, Long> kept = new TreeMap<>();
    private long lines;
    private long records;

    FileReading(RecordSink sink, LineListener listener) {
        this.sink = sink;
        this.listener = listener;
        this.drops = new Drops(listener);
    }

    /** Counts a line. */
    void line() {
        lines++;
    }

    /** Returns the number of lines so far. */
    long lines() {
        return lines;
    }

    void send(SourceRecord source, long line) throws IOException {
        records++;
        sink.accept(source, line);
    }

    /** Counts and reports a line that is sent as it is although it is not valid. */
    void sentAsItIs(RejectedLine line) {
        note(line.reason(), 1);
        listener.onInvalid(line);
    }

    /** Counts lines that are kept and worth a note. */
    void note(String reason, long count) {
        kept.merge(reason, count, Long::sum);
    }

    Drops drops() {
        return drops;
    }

    FileCounts counts() {
        return new FileCounts(lines, records, drops.rejected(), drops.counts(), kept);
    }
}
