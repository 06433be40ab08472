package io.rfmstreams.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What was counted, as JSON: dotted names become nested objects. */
public final class Summary {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TOTALS =
            List.of("orders", "customers", "duplicates", "conflictingDuplicates", "expiredOnArrival");
    private static final List<String> REFUNDS = List.of("linked", "unlinked", "pending", "ignored");

    private Summary() {}

    /**
     * Makes the summary.
     *
     * @param counts by dotted name, see {@link StreamProcessor#counts}
     * @param dropped lines of the input that were never sent, by reason
     * @param models how many models there are
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
