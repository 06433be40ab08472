package io.rfmstreams.query.streams;

import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.InstantSource;
import org.apache.kafka.common.TopicPartition;

/** What time it is in a task, as its row and the wall clock say. */
public final class TaskTime {

    private final ClockMode mode;
    private final String purchasesTopic;
    private final ObservedInputs probe;
    private final InstantSource wallClock;

    public TaskTime(ClockMode mode, String purchasesTopic, ObservedInputs probe, InstantSource wallClock) {
        this.mode = mode;
        this.purchasesTopic = purchasesTopic;
        this.probe = probe;
        this.wallClock = wallClock;
    }

    /**
     * The now of a partition's task, epoch milliseconds.
     *
     * @param taskNow the task's own clock, as its row has it
     * @param processed offset of the last record that the task has processed, -1 before any
     */
    public long now(int partition, long taskNow, long processed) {
        boolean live =
                mode == ClockMode.LIVE && probe.isWorkedOff(new TopicPartition(purchasesTopic, partition), processed);
        return live ? Math.max(taskNow, wallClock.millis()) : taskNow;
    }
}
