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
 * Counts segment changes by source segment, target segment and reason, as metrics of Kafka Streams. The counts are of all tasks of
 * an instance since its start. They are not part of the state, because there are too many combinations to store.
 */
public final class MoveCounts {

    /** The group of the metrics. The tags are {@code from} and {@code to}, a segment id or empty, and {@code reason}. */
    public static final String GROUP = "rfm-moves";

    private final StreamsMetrics metrics;
    private final Map<Transition, Sensor> sensors = new HashMap<>();

    /** The source segment, the target segment and the reason of segment changes. */
    private record Transition(String from, String to, String reason) {}

    MoveCounts(StreamsMetrics metrics) {
        this.metrics = metrics;
    }

    void count(SegmentChange change) {
        SegmentMove move = change.move();
        String from =
                move == null || move.from() == null ? "" : move.from().segment().id();
        String to = move == null ? "" : move.to().segment().id();
        sensors.computeIfAbsent(new Transition(from, to, change.reason().name()), this::sensor)
                .record();
    }

    /** Returns the sensor of a transition. All tasks share it. */
    private Sensor sensor(Transition transition) {
        Sensor sensor = metrics.addSensor(
                String.join("|", GROUP, transition.from(), transition.to(), transition.reason()), RecordingLevel.INFO);
        sensor.add(
                new MetricName(
                        "moves",
                        GROUP,
                        "Moves between segments",
                        Map.of("from", transition.from(), "to", transition.to(), "reason", transition.reason())),
                new CumulativeCount());
        return sensor;
    }
}
