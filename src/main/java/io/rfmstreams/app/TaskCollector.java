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
import io.rfmstreams.query.streams.TaskTime;
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
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Collects the metrics of this instance's tasks. Counters count since the first record of a task and have a label for the
 * partition. A task keeps its counters when it moves to another instance, so that rates do not jump.
 */
final class TaskCollector implements MultiCollector {

    private final StreamProcessor processor;
    private final TaskTime time;

    TaskCollector(StreamProcessor processor, TaskTime time) {
        this.processor = processor;
        this.time = time;
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> all = new ArrayList<>();
        Map<Integer, TaskRow> tasks = tasks();
        all.addAll(counts(tasks));
        all.add(gauge("customers", "Customers.", tasks, task -> task.counts().of(Counter.CUSTOMERS)));
        all.add(gauge("model_active", "Version of the model that the task uses.", tasks, task -> task.active()
                .modelVersion()));
        all.add(gauge(
                "reassignment_running",
                "1 while a reassignment runs, otherwise 0.",
                tasks,
                task -> task.isReassigning() ? 1 : 0));
        all.add(gauge(
                "reassignment_progress_ratio",
                "Share of the customers that the reassignment has processed, 0 to 1.",
                tasks,
                TaskRow::reassignmentProgress));
        Map<Integer, TimerBacklog> due = TimerBacklog.byPartition(processor.streams(), tasks);
        all.add(gauge("timers_due", "Due timers that have not fired.", due, TimerBacklog::customers));
        all.add(gauge(
                "timers_lateness_seconds",
                "How long the earliest due timer has been due.",
                due,
                backlog -> backlog.lateness().toMillis() / 1e3));
        all.add(gauge("ticks_held", "Ticks that wait for earlier purchases.", tasks, task -> task.heldTicks()
                .size()));
        all.add(clocks(tasks, time));
        all.add(moves());
        all.add(single(
                "models", "Number of known models.", processor.models().all().size()));
        all.add(single(
                "model_known",
                "Version of the active model on the model topic; 0 if there is none.",
                processor.models().active().map(SegmentationModel::version).orElse(0)));
        all.add(new CounterSnapshot(
                named(
                        "models_refused",
                        "Records of the model topic that were rejected since the start of the instance."),
                List.of(new CounterDataPointSnapshot(processor.models().refused(), Labels.EMPTY, null, 0))));
        return new MetricSnapshots(all);
    }

    /**
     * Returns the clocks of the tasks. A task that follows the wall clock reports the wall clock even while it is idle.
     */
    static GaugeSnapshot clocks(Map<Integer, TaskRow> tasks, TaskTime time) {
        List<GaugeDataPointSnapshot> points = new ArrayList<>();
        tasks.forEach((partition, task) -> points.add(new GaugeDataPointSnapshot(
                Math.max(0, time.now(partition, task.now(), task.purchasesOffset())) / 1e3,
                Labels.of(TaskCounters.PARTITION, String.valueOf(partition)),
                null)));
        return new GaugeSnapshot(named("clock_seconds", "Clock of the task, Unix time in seconds."), points);
    }

    private Map<Integer, TaskRow> tasks() {
        try {
            return processor.tasks();
        } catch (InvalidStateStoreException rebalancing) {
            return Map.of();
        }
    }

    private static List<CounterSnapshot> counts(Map<Integer, TaskRow> tasks) {
        Map<Integer, ToLongFunction<Counter>> counts = new TreeMap<>();
        tasks.forEach((partition, task) -> counts.put(partition, task.counts()::of));
        return TaskCounters.of(counts);
    }

    /** Returns the segment changes of all tasks together since the start of the instance. */
    private CounterSnapshot moves() {
        List<CounterDataPointSnapshot> points = new ArrayList<>();
        processor.streams().metrics().forEach((name, metric) -> {
            if (name.group().equals(MoveCounts.GROUP)) {
                points.add(new CounterDataPointSnapshot(
                        (Double) metric.metricValue(), Labels.of(sorted(name.tags())), null, 0));
            }
        });
        return new CounterSnapshot(
                named("moves", "Changes from one segment to another since the start of the instance."), points);
    }

    private static String[] sorted(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()))
                        .toArray(String[]::new);
    }

    private static <T> GaugeSnapshot gauge(
            String name, String help, Map<Integer, T> byPartition, ToDoubleFunction<T> value) {
        List<GaugeDataPointSnapshot> points = new ArrayList<>();
        byPartition.forEach((partition, of) -> points.add(new GaugeDataPointSnapshot(
                value.applyAsDouble(of), Labels.of(TaskCounters.PARTITION, String.valueOf(partition)), null)));
        return new GaugeSnapshot(named(name, help), points);
    }

    private static GaugeSnapshot single(String name, String help, double value) {
        return new GaugeSnapshot(named(name, help), List.of(new GaugeDataPointSnapshot(value, Labels.EMPTY, null)));
    }

    private static MetricMetadata named(String name, String help) {
        return new MetricMetadata(TaskCounters.PREFIX + name, help);
    }
}
