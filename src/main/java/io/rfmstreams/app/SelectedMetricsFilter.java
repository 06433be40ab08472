package io.rfmstreams.app;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Selects the metrics of Kafka and of the JVM that {@code /metrics} includes. Kafka has thousands of further metrics, for each
 * client, node and thread. The names are those of Micrometer, which have dots instead of underscores.
 */
final class SelectedMetricsFilter implements MeterFilter {

    private static final Set<String> FILTERED_PREFIXES = Set.of("kafka", "jvm", "process", "system");
    private static final String LAG = "kafka.consumer.fetch.manager.records.lag.max";
    private static final String PAUSE = "jvm.gc.pause";
    /** The names that are included. */
    static final Set<String> SELECTED = Set.of(
            LAG,
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.producer.record.error.total",
            "kafka.stream.client.state",
            "kafka.stream.alive.stream.threads",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.state.updater.restore.records.rate",
            "jvm.memory.used",
            "jvm.memory.max",
            PAUSE,
            "jvm.threads.live",
            "process.cpu.usage",
            "process.start.time");

    private final String purchasesTopic;

    /** @param purchasesTopic the topic whose consumer lag is included */
    SelectedMetricsFilter(String purchasesTopic) {
        this.purchasesTopic = purchasesTopic;
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String name = id.getName();
        boolean denied = (isFiltered(name) && !SELECTED.contains(name))
                || "nonheap".equals(id.getTag("area"))
                || (name.equals(LAG) && !Objects.equals(id.getTag("topic"), purchasesTopic));
        return denied ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    /** Combines the garbage collection pauses of all causes and actions in one metric. */
    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().equals(PAUSE) ? id.replaceTags(List.<Tag>of()) : id;
    }

    private static boolean isFiltered(String name) {
        return FILTERED_PREFIXES.contains(name.substring(0, Math.max(0, name.indexOf('.'))));
    }
}
