package io.rfmstreams.app;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.rfmstreams.topology.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Converts the counters of tasks to metrics. The part of a dotted name before the dot, in snake_case, is the metric; the part
 * after it is a label. Labels whose counter is 0 are left out.
 */
final class TaskCounters {

    static final String PREFIX = "rfm_";
    static final String PARTITION = "partition";

    private TaskCounters() {}

    /**
     * Returns one metric for each name.
     *
     * @param tasks the counters of each task, by partition
     */
    static List<CounterSnapshot> of(Map<Integer, ToLongFunction<Counter>> tasks) {
        Map<String, List<CounterDataPointSnapshot>> points = new TreeMap<>();
        for (Counter counter : Counter.values()) {
            if (counter == Counter.CUSTOMERS) {
                continue; // can decrease, so it is a gauge
            }
            String[] name = counter.dottedName().split("\\.", 2);
            tasks.forEach((partition, task) -> {
                long count = task.applyAsLong(counter);
                if (name.length == 1 || count != 0) {
                    points.computeIfAbsent(name[0], any -> new ArrayList<>())
                            .add(new CounterDataPointSnapshot(count, labels(partition, name), null, 0));
                }
            });
        }
        List<CounterSnapshot> counters = new ArrayList<>();
        points.forEach((name, values) ->
                counters.add(new CounterSnapshot(new MetricMetadata(PREFIX + snakeCase(name), help(name)), values)));
        return counters;
    }

    private static Labels labels(int partition, String[] name) {
        Labels labels = Labels.of(PARTITION, String.valueOf(partition));
        if (name.length == 1) {
            return labels;
        }
        boolean byReason = name[0].equals("deadLetters") || name[0].equals("changes");
        return labels.add(byReason ? "reason" : "kind", name[1]);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String help(String name) {
        return switch (name) {
            case "orders" -> "Accepted orders.";
            case "duplicates" -> "Orders and refunds that were received again.";
            case "conflictingDuplicates" -> "Duplicates whose amount or time differs from the stored order.";
            case "otherCurrency" -> "Orders and refunds whose currency differs from the first one of the partition.";
            case "expiredOnArrival" -> "Orders dated before the window.";
            case "refunds" -> "Refunds, by kind.";
            case "refundsInExcess" -> "Refunds of more than the remaining amount of their order.";
            case "deadLetters" -> "Rejected records, by reason.";
            case "changes" -> "Written segment changes, by reason.";
            case "alerts" -> "Written churn alerts, by kind.";
            case "timers" -> "Timers that fired, fired early or were set, by kind.";
            default -> throw new IllegalArgumentException("counter " + name + " has no description");
        };
    }
}
