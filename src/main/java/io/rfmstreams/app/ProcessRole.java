package io.rfmstreams.app;

import io.rfmstreams.app.TopicAdmin.TopicStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role {@code process}: checks the topics, then processes and answers until the process is asked to end, or a fault ends
 * it.
 */
public final class ProcessRole {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRole.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private ProcessRole() {}

    /**
     * Runs the processor; returns when it has stopped.
     *
     * @throws IllegalStateException where the topics are not as they must be, the port is taken, or a fault stopped the
     *     processor
     */
    public static void run(Settings settings) {
        requireTopics(settings);
        ApiAddress address = settings.http().listen();
        try (Instance instance = new Instance(settings, address, () -> true)) {
            Runtime.getRuntime().addShutdownHook(new Thread(instance::close, "shutdown"));
            LOG.info("Configuration: {}", settings.configuration().describe());
            LOG.info(
                    "Processing as {} against {}",
                    settings.applicationId(),
                    settings.kafka().bootstrapServers());
            LOG.info("Answering on port {}", instance.port());
            if (settings.http().hidesFromPeers()) {
                LOG.info("Other instances cannot read customers here: http.token.peer is not set");
            }
            instance.start();
            settings.get(ConfigKey.LIVENESS_FILE).ifPresent(file -> watch(instance.processor(), file));
            instance.processor().awaitEnd();
        }
    }

    private static void watch(StreamProcessor processor, Path livenessFile) {
        Liveness liveness = new Liveness(livenessFile, Clock.systemUTC(), processor::rounds);
        Thread watch = new Thread(
                () -> {
                    while (!processor.hasEnded()) {
                        liveness.look();
                        LockSupport.parkNanos(LOOK_EVERY.toNanos());
                    }
                },
                "liveness");
        watch.setDaemon(true);
        watch.start();
    }

    /** Checks that all topics exist and fit. */
    static void requireTopics(Settings settings) {
        try (Admin admin = settings.kafka().admin()) {
            List<TopicStatus> statuses = new TopicAdmin(admin, settings.topics()).check();
            String problems = statuses.stream()
                    .filter(status -> !status.problems().isEmpty())
                    .map(status -> status.name() + " " + String.join(" and ", status.problems()))
                    .collect(Collectors.joining("; "));
            if (!problems.isEmpty()) {
                throw new IllegalStateException("topics are not ready: " + problems);
            }
        }
    }
}
