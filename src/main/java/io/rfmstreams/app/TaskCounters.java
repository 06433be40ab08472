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
 * The counts of tasks as metrics, under the names of summaries in snake_case: what a dotted name has after the dot is a label.
 * A kind or reason that has not occurred in a task is left out, since most never do.
 */
final class TaskCounters {

    static final String PREFIX = "rfm_";
    static final String PARTITION = "partition";

    private TaskCounters() {}

    /**
     * One metric for each name.
     *
     * @param tasks what each task has counted, by partition
     */
    static List<CounterSnapshot> of(Map<Integer, ToLongFunction<Counter>> tasks) {
        Map<String, List<CounterDataPointSnapshot>> points = new TreeMap<>();
        for (Counter counter : Counter.values()) {
            if (counter == Counter.CUSTOMERS) {
                continue; // may fall: a gauge
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
            case "orders" -> "Orders taken.";
            case "duplicates" -> "Orders and refunds that were taken before.";
            case "conflictingDuplicates" -> "Duplicates with another amount or time than the order that is kept.";
            case "otherCurrency" ->
                "Orders and refunds that name another currency than the first one of the partition.";
            case "expiredOnArrival" -> "Orders dated before the window.";
            case "refunds" -> "Refunds, by kind.";
            case "refundsInExcess" -> "Refunds of more than was left of their order.";
            case "deadLetters" -> "Records rejected, by reason.";
            case "changes" -> "Segment changes written, by reason.";
            case "alerts" -> "Churn alerts written, by kind.";
            case "timers" -> "Timers that fired, that fired too early, and that were set.";
            default -> throw new IllegalArgumentException("counter " + name + " has no description");
        };
    }
}
