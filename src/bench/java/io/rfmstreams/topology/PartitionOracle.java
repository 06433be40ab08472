package io.rfmstreams.topology;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.TimelineOracle.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The moves and the FADING alerts of all customers of a partition, as {@link TimelineOracle} expects them. Watched ranks and the
 * threshold of FADING are those of the default configuration.
 */
public final class PartitionOracle {

    private final Rules rules;
    private final List<Activation> activations;
    private final Map<Integer, SegmentationModel> models;

    /**
     * Creates an oracle.
     *
     * @param window in milliseconds
     * @param activations of the partition, oldest first
     * @param models by version
     */
    public PartitionOracle(
            long window, SegmentRules rules, List<Activation> activations, Map<Integer, SegmentationModel> models) {
        this.rules = new Rules(
                window,
                rules.coldStart().orders(),
                rules.coldStart().period(),
                rules.hysteresis(),
                rules.direction() == DirectionRule.MONOTONE);
        this.activations = activations;
        this.models = models;
    }

    /**
     * Compares what was written with what is expected.
     *
     * @param events the distinct events of each customer in the order of their time; no two of a partition have the same time
     * @param changes all segment changes in the order of their offsets
     * @param alerts all alerts in the order of their offsets
     * @param end the time of the last tick, epoch milliseconds
     * @return a line for each customer that differs
     */
    public List<String> differences(
            Map<String, List<CustomerEvent>> events, List<JsonNode> changes, List<JsonNode> alerts, long end) {
        List<String> differences = new ArrayList<>();
        Map<String, Timeline> timelines = Timeline.of(changes, alerts);
        Set<String> customers = new TreeSet<>(events.keySet());
        customers.addAll(timelines.keySet());
        for (String customerId : customers) {
            Timeline expected = expected(events.getOrDefault(customerId, List.of()), end);
            Timeline actual = timelines.getOrDefault(customerId, new Timeline(List.of(), List.of()));
            if (!actual.equals(expected)) {
                differences.add(customerId + ": " + actual + " instead of " + expected);
            }
        }
        differences.addAll(brokenSequences(changes));
        return differences;
    }

    private Timeline expected(List<CustomerEvent> events, long end) {
        TimelineOracle oracle = new TimelineOracle(rules, null);
        int next = 0;
        for (CustomerEvent event : events) {
            while (next < activations.size() && activations.get(next).effectiveAt() < event.occurredAt()) {
                activate(oracle, activations.get(next++));
            }
            oracle.apply(event);
        }
        while (next < activations.size()) {
            activate(oracle, activations.get(next++));
        }
        oracle.advanceTo(end);
        return oracle.timeline();
    }

    private void activate(TimelineOracle oracle, Activation activation) {
        oracle.activate(Objects.requireNonNull(models.get(activation.modelVersion())), activation.effectiveAt());
    }

    /** Returns a line for each change that does not follow the one before it of its customer, and for each repeated id. */
    private static List<String> brokenSequences(List<JsonNode> changes) {
        List<String> broken = new ArrayList<>();
        Map<String, Long> last = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode change : changes) {
            String customerId = change.path("customerId").asText();
            long sequence = change.path("sequence").asLong();
            Long before = last.put(customerId, sequence);
            if (sequence != (before == null ? 1 : before + 1)) {
                broken.add(customerId + ": sequence " + sequence + " after " + before);
            }
            if (!ids.add(change.path("eventId").asText())) {
                broken.add(customerId + ": event id of sequence " + sequence + " is not new");
            }
        }
        return broken;
    }
}
