package io.rfmstreams.app;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;

/** Reads metrics of the living stream threads from Kafka Streams. The keys of the maps are the names of the threads. */
final class StreamThreadMetrics {

    private final KafkaStreams streams;

    StreamThreadMetrics(KafkaStreams streams) {
        this.streams = streams;
    }

    /** Returns how often each thread has polled. */
    Map<String, Double> polls() {
        return values("poll-total");
    }

    /** Returns how often each thread with active tasks has committed. */
    Map<String, Double> commits() {
        Map<String, Double> commits = values("commit-total");
        streams.metadataForLocalThreads().stream()
                .filter(thread -> thread.activeTasks().isEmpty())
                .map(ThreadMetadata::threadName)
                .forEach(commits::remove);
        return commits;
    }

    private Map<String, Double> values(String metric) {
        Map<String, Double> values = new TreeMap<>();
        streams.metrics().forEach((name, value) -> {
            if (name.name().equals(metric) && name.group().equals("stream-thread-metrics")) {
                values.put(name.tags().get("thread-id"), (Double) value.metricValue());
            }
        });
        return values;
    }
}
