package io.rfmstreams.insights.question;

import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The points of each segment of the active model and of others that were asked for, see {@link KeptValue}. */
final class PointsCache {

    private final Function<String, CustomerPoints> reader;
    private final Executor background;
    private final LongSupplier nanos;
    private final Map<Key, KeptValue<CustomerPoints>> kept = new ConcurrentHashMap<>();

    private record Key(String segment, int modelVersion) {}

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

    /** Returns the customers of a segment in the space of the active model. */
    CustomerPoints get(String segment, SegmentationModel model) {
        return kept(segment, model).get();
    }

    /** Reads points that are missing or old, so that questions find them, and drops those of other models. */
    void refresh(SegmentationModel model) {
        kept.keySet().removeIf(key -> key.modelVersion() != model.version());
        for (Segment segment : model.segments()) {
            kept(segment.id(), model);
        }
        kept.values().forEach(KeptValue::refresh);
    }

    private KeptValue<CustomerPoints> kept(String segment, SegmentationModel model) {
        return kept.computeIfAbsent(
                new Key(segment, model.version()),
                key -> new KeptValue<>(() -> reader.apply(segment), background, nanos));
    }
}
