package io.rfmstreams.app;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.app.TopicAdmin.TopicStatus;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/** Checks that the retention of the purchases topic is at least the window. Deleted purchases cannot be replayed. */
public final class PurchaseRetention {

    private PurchaseRetention() {}

    /**
     * Returns a warning if the topic is the purchases topic and its retention is too short. The warning starts with a
     * verb.
     */
    public static Optional<String> warning(TopicStatus topic, Window window) {
        if (topic.role() != TopicRole.PURCHASES || !topic.exists()) {
            return Optional.empty();
        }
        long retention = Long.parseLong(requireNonNull(topic.settings().get(TopicConfig.RETENTION_MS_CONFIG)));
        if (retention < 0 || retention >= window.millis()) {
            return Optional.empty();
        }
        return Optional.of("has retention.ms=" + retention + " ("
                + Duration.ofMillis(retention).toDays()
                + " days), shorter than rfm.window (" + window
                + "): deleted purchases cannot be replayed; retention.ms=-1 keeps them");
    }

    /** Returns the warning for the purchases topic among all topics, with the name of the topic as its subject. */
    static Optional<String> warning(List<TopicStatus> topics, Window window) {
        return topics.stream()
                .flatMap(topic -> warning(topic, window).map(text -> topic.name() + " " + text).stream())
                .findFirst();
    }
}
