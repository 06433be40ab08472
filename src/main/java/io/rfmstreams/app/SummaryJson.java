package io.rfmstreams.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Writes the counters as JSON. Dotted names become nested objects. */
public final class SummaryJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TOTALS =
            List.of("orders", "customers", "duplicates", "conflictingDuplicates", "expiredOnArrival");
    private static final List<String> REFUNDS = List.of("linked", "unlinked", "pending", "ignored");

    private SummaryJson() {}

    /**
     * Creates the summary.
     *
     * @param counts the counters by dotted name, see {@link StreamProcessor#counts}
     * @param dropped the number of input lines that were not sent, by reason
     * @param models the number of models
     */
    public static ObjectNode of(Map<String, Long> counts, Map<String, Long> dropped, int models) {
        ObjectNode summary = JSON.createObjectNode();
        for (String part : TOTALS) {
            summary.put(part, counts.getOrDefault(part, 0L));
        }
        ObjectNode refunds = summary.putObject("refunds");
        for (String part : REFUNDS) {
            refunds.put(part, counts.getOrDefault("refunds." + part, 0L));
        }
        putByReason(summary, "deadLetters", counts);
        dropped.forEach(summary.putObject("dropped")::put);
        putByReason(summary, "changes", counts);
        putByReason(summary, "alerts", counts);
        return summary.put("models", models);
    }

    private static void putByReason(ObjectNode summary, String name, Map<String, Long> counts) {
        ObjectNode reasons = summary.putObject(name);
        counts.forEach((dotted, count) -> {
            if (dotted.startsWith(name + ".") && count != 0) {
                reasons.put(dotted.substring(name.length() + 1), count);
            }
        });
    }
}
