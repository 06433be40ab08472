package io.rfmstreams.app;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.Counter;
import io.rfmstreams.topology.MoveCounts;
import io.rfmstreams.topology.TaskRow;
import io.rfmstreams.topology.TimerBacklog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * What the tasks of this instance have counted since their first record, under the names of summaries. Each task's counts stand
 * apart, by partition: a task that moves to another instance takes its counts along, and no rate jumps.
 */
final class TaskCollector implements MultiCollector {

    private static final String PREFIX = "rfm_";
    private static final String PARTITION = "partition";

    private final StreamProcessor processor;
    private final TimerBacklogs backlogs;

    TaskCollector(StreamProcessor processor) {
        this.processor = processor;
        this.backlogs = new TimerBacklogs(processor.streams());
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> all = new ArrayList<>();
        Map<Integer, TaskRow> tasks = tasks();
        counters(tasks).forEach((name, points) -> all.add(new CounterSnapshot(named(name), points)));
        all.add(gauge("customers", tasks, task -> task.counts().of(Counter.CUSTOMERS)));
        all.add(gauge("model_active", tasks, task -> task.active().modelVersion()));
        all.add(gauge("reassignment_running", tasks, task -> task.reassigning() ? 1 : 0));
        all.add(gauge("reassignment_progress_ratio", tasks, TaskRow::reassignmentProgress));
        Map<Integer, TimerBacklog> waiting = backlogs.of(tasks);
        all.add(gauge("timers_due", waiting, TimerBacklog::customers));
        all.add(gauge(
                "timers_lateness_seconds",
                waiting,
                backlog -> backlog.lateness().toMillis() / 1e3));
        all.add(gauge("ticks_held", tasks, task -> task.heldTicks().size()));
        all.add(gauge("clock_seconds", tasks, task -> Math.max(0, task.now()) / 1e3));
        all.add(moves());
        all.add(single("models", processor.models().all().size()));
        all.add(single(
                "model_known",
                processor.models().active().map(SegmentationModel::version).orElse(0)));
        all.add(single("models_refused", (double) processor.models().refused()));
        return new MetricSnapshots(all);
    }

    private Map<Integer, TaskRow> tasks() {
        try {
            return processor.tasks();
        } catch (InvalidStateStoreException rebalancing) {
            return Map.of();
        }
    }

    private static Map<String, List<CounterDataPointSnapshot>> counters(Map<Integer, TaskRow> tasks) {
        Map<String, List<CounterDataPointSnapshot>> points = new TreeMap<>();
        for (Counter counter : Counter.values()) {
            if (counter == Counter.CUSTOMERS) {
                continue; // may fall
            }
            String[] name = counter.dottedName().split("\\.", 2);
            tasks.forEach((partition, task) -> points.computeIfAbsent(name[0], any -> new ArrayList<>())
                    .add(new CounterDataPointSnapshot(task.counts().of(counter), labels(partition, name), null, 0)));
        }
        return points;
    }

    private static Labels labels(int partition, String[] name) {
        Labels labels = Labels.of(PARTITION, String.valueOf(partition));
        if (name.length == 1) {
            return labels;
        }
        boolean byReason = name[0].equals("deadLetters") || name[0].equals("changes");
        return labels.add(byReason ? "reason" : "kind", name[1]);
    }

    /** Moves of all tasks together, since the instance started. */
    private CounterSnapshot moves() {
        List<CounterDataPointSnapshot> points = new ArrayList<>();
        processor.streams().metrics().forEach((name, metric) -> {
            if (name.group().equals(MoveCounts.GROUP)) {
                points.add(new CounterDataPointSnapshot(
                        (Double) metric.metricValue(), Labels.of(sorted(name.tags())), null, 0));
            }
        });
        return new CounterSnapshot(named("moves"), points);
    }

    private static String[] sorted(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()))
                        .toArray(String[]::new);
    }

    private static <T> GaugeSnapshot gauge(String name, Map<Integer, T> byPartition, ToDoubleFunction<T> value) {
        List<GaugeDataPointSnapshot> points = new ArrayList<>();
        byPartition.forEach((partition, of) -> points.add(new GaugeDataPointSnapshot(
                value.applyAsDouble(of), Labels.of(PARTITION, String.valueOf(partition)), null)));
        return new GaugeSnapshot(named(name), points);
    }

    private static GaugeSnapshot single(String name, double value) {
        return new GaugeSnapshot(named(name), List.of(new GaugeDataPointSnapshot(value, Labels.EMPTY, null)));
    }

    private static MetricMetadata named(String name) {
        return new MetricMetadata(PREFIX + name);
    }
}
