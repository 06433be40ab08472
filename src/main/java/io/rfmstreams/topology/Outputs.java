package io.rfmstreams.topology;

import io.rfmstreams.contract.ChurnAlert;
import io.rfmstreams.contract.CloudEventHeaders;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.SegmentChange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Forwards the output records of a task. Their timestamp is the wall clock; the event time is in the value.
 *
 * <p>Changes and alerts are forwarded at once, profiles when the task commits: one per customer, since only the last one counts.
 */
final class Outputs {

    /** At this number of profiles, they are forwarded before the commit, to limit the memory. */
    private static final int MAX_PROFILES = 16_384;

    private final ProcessorContext<String, Object> context;
    private final MoveCounts moves;
    private final Map<String, @Nullable CustomerProfile> profiles = new LinkedHashMap<>();

    Outputs(ProcessorContext<String, Object> context) {
        this.context = context;
        this.moves = new MoveCounts(context.metrics());
    }

    void change(SegmentChange change) {
        moves.count(change);
        context.forward(
                new Record<>(change.customerId(), change, context.currentSystemTimeMs(), CloudEventHeaders.of(change)),
                SegmentationTopology.CHANGES);
    }

    void alert(ChurnAlert alert) {
        context.forward(
                new Record<>(alert.customerId(), alert, context.currentSystemTimeMs(), CloudEventHeaders.of(alert)),
                SegmentationTopology.ALERTS);
    }

    /** Replaces the profile of a customer. */
    void profile(CustomerProfile profile) {
        replace(profile.customerId(), profile);
    }

    /** Deletes the profile of a customer with a tombstone. */
    void deleteProfile(String customerId) {
        replace(customerId, null);
    }

    private void replace(String customerId, @Nullable CustomerProfile profile) {
        profiles.put(customerId, profile);
        if (profiles.size() >= MAX_PROFILES) {
            flush();
        }
    }

    /** Forwards the profiles. */
    @SuppressWarnings("NullAway") // a tombstone has a null value; Kafka's type does not allow null
    void flush() {
        long now = context.currentSystemTimeMs();
        profiles.forEach((customerId, profile) -> context.forward(
                new Record<>(customerId, profile, now, new RecordHeaders()), SegmentationTopology.PROFILES));
        profiles.clear();
    }
}
