package io.rfmstreams.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.TaskId;

/**
 * Says once for each new model that all customers of this instance are under it, however many tasks the instance has. Tasks of
 * several threads report to it.
 */
final class ReassignmentLog {

    private static final int UNDER_WAY = -1;

    private final Consumer<String> log;
    private final Map<TaskId, Integer> versions = new HashMap<>();
    private boolean untold;

    ReassignmentLog(Consumer<String> log) {
        this.log = log;
    }

    /** A task brings its customers over to another model. */
    synchronized void begun(TaskId task) {
        versions.put(task, UNDER_WAY);
        untold = true;
    }

    /** All customers of a task are under a version; 0 before the first model. */
    synchronized void done(TaskId task, int version) {
        versions.put(task, version);
        tell();
    }

    /** Another instance may have the task from now on. */
    synchronized void closed(TaskId task) {
        versions.remove(task);
        tell();
    }

    private void tell() {
        if (!untold || versions.values().stream().distinct().count() != 1) {
            return;
        }
        int version = versions.values().iterator().next();
        if (version != UNDER_WAY) {
            untold = false;
            log.accept(
                    "All customers of this instance are under model " + version + " (tasks: " + versions.size() + ")");
        }
    }
}
