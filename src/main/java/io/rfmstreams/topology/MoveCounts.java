package io.rfmstreams.topology;

import io.rfmstreams.contract.SegmentChange;
import io.rfmstreams.segment.SegmentMove;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * Counts moves by where they lead from and to and by their reason, among the metrics of Kafka Streams. All tasks of an instance
 * count together, from its start on: there are too many ways to keep the numbers in the state.
 */
public final class MoveCounts {

    /** The metrics' group; their tags are {@code from} and {@code to}, ids or empty, and {@code reason}. */
    public static final String GROUP = "rfm-moves";

    private final StreamsMetrics metrics;
    private final Map<Way, Sensor> sensors = new HashMap<>();

    /** From one segment to another, and why. */
    private record Way(String from, String to, String reason) {}

    MoveCounts(StreamsMetrics metrics) {
        this.metrics = metrics;
    }

    void count(SegmentChange change) {
        SegmentMove move = change.move();
        String from =
                move == null || move.from() == null ? "" : move.from().segment().id();
        String to = move == null ? "" : move.to().segment().id();
        sensors.computeIfAbsent(new Way(from, to, change.reason().name()), this::sensor)
                .record();
    }

    /** The sensor of a way; the same for all tasks. */
    private Sensor sensor(Way way) {
        Sensor sensor =
                metrics.addSensor(String.join("|", GROUP, way.from(), way.to(), way.reason()), RecordingLevel.INFO);
        sensor.add(
                new MetricName(
                        "moves",
                        GROUP,
                        "Moves between segments",
                        Map.of("from", way.from(), "to", way.to(), "reason", way.reason())),
                new CumulativeCount());
        return sensor;
    }
}
