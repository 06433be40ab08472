package io.rfmstreams.faults;

import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.ProcessorRules;
import io.rfmstreams.topology.Timeline;
import io.rfmstreams.topology.TimelineOracle;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An independent computation of a run: moves, FADING alerts, and the state of each customer at the end.
 *
 * @param timelines moves and FADING alerts by customer; customers without any are left out
 * @param states by customer: first and last purchase, recency, frequency, monetary
 */
record Oracle(Map<String, Timeline> timelines, Map<String, String> states) {

    static Oracle of(List<Phase> phases, int partitions, ProcessorRules rules) {
        TimelineOracle.Rules timelineRules = new TimelineOracle.Rules(
                rules.history().window().millis(),
                rules.segments().coldStart().orders(),
                rules.segments().coldStart().period(),
                rules.segments().hysteresis(),
                true);
        Oracle oracle = new Oracle(new TreeMap<>(), new TreeMap<>());
        for (int partition = 0; partition < partitions; partition++) {
            oracle.compute(phases, partition, rules, timelineRules);
        }
        return oracle;
    }

    private void compute(List<Phase> phases, int partition, ProcessorRules rules, TimelineOracle.Rules timelineRules) {
        Map<String, CustomerOracle> customers = new TreeMap<>();
        SegmentationModel model = null;
        long now = Long.MIN_VALUE;
        for (Phase phase : phases) {
            for (Input input : phase.inputs()) {
                if (input.partition() == partition && input.reason() == null) {
                    now = input.event() == null
                            ? now
                            : Math.max(now, input.event().occurredAt());
                    take(customers, input, now, rules, timelineRules, model);
                }
            }
            now = Math.max(now, phase.tick());
            for (SegmentationModel next : phase.models()) {
                model = next;
                for (CustomerOracle customer : customers.values()) {
                    customer.activate(next, now);
                }
            }
        }
        long end = now;
        customers.forEach((id, customer) -> {
            customer.advanceTo(end);
            Timeline timeline = customer.timeline();
            if (!timeline.moves().isEmpty()) {
                timelines.put(id, timeline);
            }
            String state = customer.state(end);
            if (state != null) {
                states.put(id, state);
            }
        });
    }

    private static void take(
            Map<String, CustomerOracle> customers,
            Input input,
            long now,
            ProcessorRules rules,
            TimelineOracle.Rules timelineRules,
            @Nullable SegmentationModel model) {
        CustomerOracle customer = customers.computeIfAbsent(
                input.customerId(), id -> new CustomerOracle(rules.history(), timelineRules, model));
        if (input.event() == null) {
            customer.erase(now, model);
        } else {
            customer.take(input.event(), now);
        }
    }
}
