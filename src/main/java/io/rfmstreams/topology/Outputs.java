package io.rfmstreams.topology;

import io.rfmstreams.contract.ChurnAlert;
import io.rfmstreams.contract.CloudEventHeaders;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.SegmentChange;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards the output records of a task. Their timestamp is the wall clock; the event time is in the value. */
final class Outputs {

    private final ProcessorContext<String, Object> context;
    private final MoveCounts moves;

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

    void profile(CustomerProfile profile) {
        context.forward(
                new Record<>(profile.customerId(), profile, context.currentSystemTimeMs(), new RecordHeaders()),
                SegmentationTopology.PROFILES);
    }

    /** Forwards a tombstone, which deletes the customer's profile from the compacted topic. */
    @SuppressWarnings("NullAway") // a tombstone has a null value; Kafka's type does not allow null
    void profileTombstone(String customerId) {
        context.forward(
                new Record<>(customerId, null, context.currentSystemTimeMs(), new RecordHeaders()),
                SegmentationTopology.PROFILES);
    }
}
