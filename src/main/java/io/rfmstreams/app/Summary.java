package io.rfmstreams.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.topology.Counter;
import io.rfmstreams.topology.Counts;
import java.util.Map;

/** What was counted, as JSON: dotted names become nested objects, reasons that never occurred are left out. */
public final class Summary {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Summary() {}

    /**
     * Makes the summary.
     *
     * @param dropped lines of the input that were never sent, by reason
     * @param models how many models were activated
     */
    public static ObjectNode of(Counts counts, Map<String, Long> dropped, int models) {
        ObjectNode summary = JSON.createObjectNode();
        summary.put("orders", counts.of(Counter.ORDERS));
        summary.put("customers", counts.of(Counter.CUSTOMERS));
        summary.put("duplicates", counts.of(Counter.DUPLICATES));
        summary.putObject("refunds");
        summary.putObject("deadLetters");
        dropped.forEach(summary.putObject("dropped")::put);
        summary.putObject("changes");
        summary.putObject("alerts");
        for (Counter counter : Counter.values()) {
            String[] path = counter.dottedName().split("\\.", 2);
            long count = counts.of(counter);
            if (path.length == 2 && (count != 0 || path[0].equals("refunds"))) {
                ((ObjectNode) summary.get(path[0])).put(path[1], count);
            }
        }
        summary.put("models", models);
        return summary;
    }
}
