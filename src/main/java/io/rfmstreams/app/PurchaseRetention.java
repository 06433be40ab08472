package io.rfmstreams.app;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.app.TopicAdmin.TopicStatus;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/** Checks that purchases are kept at least as long as they count: what the broker has deleted cannot be replayed. */
public final class PurchaseRetention {

    private PurchaseRetention() {}

    /** Returns a warning, which begins with a verb, if the topic is that of the purchases and its retention is too short. */
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

    /** The same of all topics, each warning after the name of its topic. */
    static Optional<String> warning(List<TopicStatus> topics, Window window) {
        return topics.stream()
                .flatMap(topic -> warning(topic, window).map(text -> topic.name() + " " + text).stream())
                .findFirst();
    }
}
