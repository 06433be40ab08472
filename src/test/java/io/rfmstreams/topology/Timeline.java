package io.rfmstreams.topology;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened to a customer.
 *
 * @param moves time, source and target of each segment change
 * @param fadings time, present segment and return probability of each FADING alert
 */
public record Timeline(List<String> moves, List<String> fadings) {

    /** Reads the outputs of a topology since the last call, by customer. */
    static Map<String, Timeline> read(TopologyFixture topology) {
        return of(topology.changes(), topology.alerts());
    }

    /** Returns the timelines in messages, by customer. The messages of a customer are in their order. */
    public static Map<String, Timeline> of(List<JsonNode> changes, List<JsonNode> alerts) {
        Map<String, Timeline> timelines = new TreeMap<>();
        for (JsonNode change : changes) {
            of(change, timelines)
                    .moves()
                    .add(millis(change, "occurredAt") + " "
                            + change.path("from").path("id").asText() + " "
                            + change.path("to").path("id").asText());
        }
        for (JsonNode alert : alerts) {
            if (alert.path("kind").asText().equals("FADING")) {
                of(alert, timelines)
                        .fadings()
                        .add(fading(
                                millis(alert, "raisedAt"),
                                alert.path("to").path("id").asText(),
                                alert.path("returnProbability").asDouble()));
            }
        }
        return timelines;
    }

    static String fading(long at, String segment, double returnProbability) {
        return String.format(Locale.ROOT, "%d %s %.6f", at, segment, returnProbability);
    }

    private static Timeline of(JsonNode event, Map<String, Timeline> timelines) {
        return timelines.computeIfAbsent(
                event.path("customerId").asText(), id -> new Timeline(new ArrayList<>(), new ArrayList<>()));
    }

    private static long millis(JsonNode event, String field) {
        return Instant.parse(event.path(field).asText()).toEpochMilli();
    }
}
