package io.rfmstreams.query.streams;

import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.InstantSource;
import org.apache.kafka.common.TopicPartition;

/** Computes the current time of a task from its row and the wall clock. */
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
     * Returns the current time of a partition's task, epoch milliseconds.
     *
     * @param taskNow time of the task's clock in its row
     * @param processed offset of the last processed record, -1 without one
     */
    public long now(int partition, long taskNow, long processed) {
        boolean live =
                mode == ClockMode.LIVE && probe.isWorkedOff(new TopicPartition(purchasesTopic, partition), processed);
        return live ? Math.max(taskNow, wallClock.millis()) : taskNow;
    }
}
