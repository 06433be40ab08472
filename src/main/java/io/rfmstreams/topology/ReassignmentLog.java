package io.rfmstreams.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.TaskId;

/**
 * Logs one line per new model, after all tasks of this instance have reassigned their customers. The tasks of all threads report
 * to it.
 */
final class ReassignmentLog {

    private static final int RUNNING = -1;

    private final Consumer<String> info;
    private final Map<TaskId, Integer> versions = new HashMap<>();
    private boolean pending;

    ReassignmentLog(Consumer<String> info) {
        this.info = info;
    }

    /** Records that a task has started a reassignment. */
    synchronized void started(TaskId task) {
        versions.put(task, RUNNING);
        pending = true;
    }

    /** Records that all customers of a task are assigned by a model version, 0 before the first model. */
    synchronized void completed(TaskId task, int version) {
        versions.put(task, version);
        logIfComplete();
    }

    /** Records that a task was closed. Another instance may have it now. */
    synchronized void closed(TaskId task) {
        versions.remove(task);
        logIfComplete();
    }

    private void logIfComplete() {
        if (!pending || versions.values().stream().distinct().count() != 1) {
            return;
        }
        int version = versions.values().iterator().next();
        if (version != RUNNING) {
            pending = false;
            info.accept("Reassigned all customers of this instance to model " + version + " (tasks: " + versions.size()
                    + ")");
        }
    }
}
