package io.rfmstreams.insights.question;

import io.rfmstreams.segment.SegmentationModel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The points of each segment, which are read from time to time only, see {@link Kept}: a search is much faster. */
final class PointsCache {

    /** Of the Java heap; beyond it, the points of a segment are read again for each answer. */
    private static final double HEAP_SHARE = 0.4;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Function<String, CustomerPoints> reader;
    private final Kept<Key, CustomerPoints> kept;

    private record Key(String segment, int modelVersion) {}

    /**
     * Creates an empty cache.
     *
     * @param reader reads the points of a segment from a snapshot of its own
     * @param nanos a monotonic clock in nanoseconds
     */
    PointsCache(Function<String, CustomerPoints> reader, Executor background, LongSupplier nanos) {
        this.reader = reader;
        kept = new Kept<>(
                (long) (HEAP_SHARE * Runtime.getRuntime().maxMemory()),
                CustomerPoints::bytes,
                LONGEST,
                background,
                nanos);
    }

    /** Returns the customers of a segment in the space of the active model. */
    CustomerPoints get(String segment, SegmentationModel model) {
        return kept.get(new Key(segment, model.version()), () -> reader.apply(segment));
    }
}
