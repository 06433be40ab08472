package io.rfmstreams.insights.question;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Keeps the points of each segment for some seconds, because reading a segment of a million customers takes longer than a
 * search. Points that are older than {@link #FRESH} are read again in the background, those older than {@link #USABLE} before
 * the answer.
 */
final class PointsCache {

    static final Duration FRESH = Duration.ofSeconds(3);
    static final Duration USABLE = Duration.ofSeconds(10);

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Function<String, CustomerPoints> reader;
    private final Executor background;
    private final LongSupplier nanos;

    /** @param isRefreshed whether the points are being read again */
    private record Entry(CustomerPoints points, long readAt, boolean isRefreshed) {}

    /**
     * Creates an empty cache.
     *
     * @param reader reads the points of a segment from a snapshot of its own
     * @param nanos a monotonic clock in nanoseconds
     */
    PointsCache(Function<String, CustomerPoints> reader, Executor background, LongSupplier nanos) {
        this.reader = reader;
        this.background = background;
        this.nanos = nanos;
    }

    CustomerPoints get(String segment, Snapshot snapshot) {
        int version = snapshot.requireModel().version();
        long now = nanos.getAsLong();
        Entry entry = entries.get(segment);
        if (entry == null || entry.points().modelVersion() != version || now - entry.readAt() > USABLE.toNanos()) {
            CustomerPoints points = CustomerPoints.read(snapshot, segment);
            entries.put(segment, new Entry(points, now, false));
            return points;
        }
        if (now - entry.readAt() > FRESH.toNanos()
                && !entry.isRefreshed()
                && entries.replace(segment, entry, new Entry(entry.points(), entry.readAt(), true))) {
            background.execute(() -> entries.put(segment, new Entry(reader.apply(segment), now, false)));
        }
        return entry.points();
    }
}
