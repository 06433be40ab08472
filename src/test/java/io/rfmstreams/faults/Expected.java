package io.rfmstreams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.ProcessorRules;
import io.rfmstreams.topology.UndisturbedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results of the same records without any disturbance: each partition in a task of its own, in a test driver. The same records
 * give the same bytes of changes and alerts, so that these can be compared as they are.
 */
final class Expected {

    private Expected() {}

    static Results of(List<Phase> phases, int partitions, ProcessorRules rules) {
        Map<String, List<String>> changes = new TreeMap<>();
        Map<String, List<String>> alerts = new TreeMap<>();
        Map<String, String> profiles = new TreeMap<>();
        List<String> deadLetters = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            try (UndisturbedTask task = new UndisturbedTask(rules)) {
                int offset = 0;
                for (Phase phase : phases) {
                    for (Input input : phase.inputs()) {
                        if (input.partition() == partition) {
                            feed(task, input);
                            if (input.reason() != null) {
                                deadLetters.add(deadLetter("purchases", partition, offset, input.reason()));
                            }
                            offset++;
                        }
                    }
                    task.tick(Timestamps.format(phase.tick()));
                    for (SegmentationModel model : phase.models()) {
                        task.activate(model);
                    }
                }
                task.settle();
                changes.putAll(task.changes());
                alerts.putAll(task.alerts());
                profiles.putAll(task.profiles());
            }
        }
        deadLetters.sort(null);
        return new Results(changes, alerts, profiles, deadLetters);
    }

    static String deadLetter(String topic, int partition, long offset, String reason) {
        return "%s-%d %08d %s".formatted(topic, partition, offset, reason);
    }

    /** A record in a wrong partition is replaced by another bad one, because the task has only one partition. */
    private static void feed(UndisturbedTask task, Input input) {
        if ("wrong-partition".equals(input.reason())) {
            task.purchase(null, "not JSON".getBytes(UTF_8));
        } else {
            task.purchase(input.keyBytes(), input.valueBytes());
        }
    }
}
