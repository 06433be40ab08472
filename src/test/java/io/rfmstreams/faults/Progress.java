package io.rfmstreams.faults;

import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.ChildProcessor;
import io.rfmstreams.contract.TopicRole;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Waits for the work of a cluster, by the committed offsets and the metrics of its processors. */
final class Progress implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(12);
    private static final Pattern SAMPLE =
            Pattern.compile("^(rfm_\\w+)\\{partition=\"(\\d+)\"} (\\S+)$", Pattern.MULTILINE);

    private final Cluster cluster;
    private final int partitions;
    private final Admin admin;

    Progress(Cluster cluster, int partitions) {
        this.cluster = cluster;
        this.partitions = partitions;
        this.admin = cluster.settings().kafka().admin();
    }

    /** Waits until the processors have committed all records that are on the input topics now. */
    void awaitProcessed() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicRole role : List.of(TopicRole.PURCHASES, TopicRole.CLOCK)) {
            for (int partition = 0; partition < partitions; partition++) {
                latest.put(new TopicPartition(cluster.settings().topics().of(role), partition), OffsetSpec.latest());
            }
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        until(() -> {
            admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return true;
        });
        until(() -> {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            cluster.settings().applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream().allMatch(end -> {
                OffsetAndMetadata offset = committed.get(end.getKey());
                return end.getValue() == 0 || (offset != null && offset.offset() >= end.getValue());
            });
        });
    }

    /** Waits until all tasks use a version of the model and have assigned all customers by it. */
    void awaitActive(int modelVersion) {
        until(() -> all("rfm_model_active", modelVersion) && all("rfm_reassignment_running", 0));
    }

    /** Waits until all due timers have fired. */
    void awaitTimers() {
        until(() -> all("rfm_timers_due", 0));
    }

    /** Returns whether a metric has a value in every partition. */
    private boolean all(String metric, double value) {
        Map<Integer, Double> samples = samples(metric);
        return samples.size() == partitions && samples.values().stream().allMatch(sample -> sample == value);
    }

    /** Returns a metric by partition, from all processors. */
    Map<Integer, Double> samples(String metric) {
        Map<Integer, Double> samples = new TreeMap<>();
        for (int number : cluster.running()) {
            Matcher matcher = SAMPLE.matcher(metrics(cluster.processor(number)));
            while (matcher.find()) {
                if (matcher.group(1).equals(metric)) {
                    samples.put(Integer.parseInt(matcher.group(2)), Double.parseDouble(matcher.group(3)));
                }
            }
        }
        return samples;
    }

    private static String metrics(ChildProcessor processor) {
        try {
            return processor.isReady() ? processor.get("/metrics").body() : "";
        } catch (IOException away) {
            return "";
        }
    }

    /** Waits for a condition. Fails if a processor ends by itself. Failed requests to Kafka are repeated. */
    private void until(Callable<Boolean> condition) {
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(100)).until(() -> {
            cluster.requireAlive();
            try {
                return condition.call();
            } catch (ExecutionException kafkaIsAway) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
