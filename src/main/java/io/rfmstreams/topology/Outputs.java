package io.rfmstreams.topology;

import io.rfmstreams.contract.ChurnAlert;
import io.rfmstreams.contract.CloudEventHeaders;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.SegmentChange;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What a task sends. Record timestamps are the wall clock; event time lives in the payloads. */
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
                NodeNames.CHANGES);
    }

    void alert(ChurnAlert alert) {
        context.forward(
                new Record<>(alert.customerId(), alert, context.currentSystemTimeMs(), CloudEventHeaders.of(alert)),
                NodeNames.ALERTS);
    }

    void profile(CustomerProfile profile) {
        context.forward(
                new Record<>(profile.customerId(), profile, context.currentSystemTimeMs(), new RecordHeaders()),
                NodeNames.PROFILES);
    }

    /** Takes a customer's profile off the compacted topic. */
    @SuppressWarnings("NullAway") // a record's value may be null; Kafka's type does not say so
    void profileTombstone(String customerId) {
        context.forward(
                new Record<>(customerId, null, context.currentSystemTimeMs(), new RecordHeaders()), NodeNames.PROFILES);
    }
}
