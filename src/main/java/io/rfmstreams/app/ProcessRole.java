package io.rfmstreams.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role {@code process}. It checks the topics and runs the processor and the REST API until the process is stopped or a
 * failure ends it.
 */
public final class ProcessRole {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRole.class);
    private static final Duration LIVENESS_INTERVAL = Duration.ofSeconds(5);

    /** With the pause between two attempts, this leads to a log line every ten seconds. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(9);

    private ProcessRole() {}

    /**
     * Waits for Kafka and runs the processor. It returns when the processor has stopped.
     *
     * @throws KafkaUnavailableException if Kafka does not respond within {@code kafka.wait}
     * @throws IllegalStateException if a topic is missing or has wrong settings, the port is in use, or a failure stopped the
     *     processor
     */
    public static void run(Settings settings) {
        LOG.info("Configuration: {}", settings.configuration().describe());
        KafkaRetry retry = new KafkaRetry(
                settings.get(ConfigKey.KAFKA_WAIT), System::nanoTime, time -> Thread.sleep(time.toMillis()), LOG::warn);
        try (Instance instance = retry.call(() -> open(settings))) {
            Runtime.getRuntime().addShutdownHook(new Thread(instance::close, "shutdown"));
            LOG.info(
                    "Starting application {} with Kafka at {}",
                    settings.applicationId(),
                    settings.kafka().bootstrapServers());
            LOG.info("The REST API listens on port {}", instance.port());
            if (settings.http().rejectsPeers()) {
                LOG.info("Requests of other instances are rejected, because http.token.peer is not set");
            }
            instance.start();
            settings.get(ConfigKey.LIVENESS_FILE).ifPresent(file -> startLiveness(instance.processor(), file));
            instance.processor().awaitEnd();
        }
    }

    private static Instance open(Settings settings) {
        KafkaConnectionCheck.require(settings, ATTEMPT_TIMEOUT);
        requireTopics(settings);
        return new Instance(settings, settings.http().listen(), () -> true);
    }

    private static void startLiveness(StreamProcessor processor, Path livenessFile) {
        Liveness liveness = new Liveness(livenessFile, Clock.systemUTC(), processor::polls, () -> processor
                .outage()
                .isPresent());
        Thread thread = new Thread(
                () -> {
                    while (!processor.hasEnded()) {
                        liveness.touchIfWorking();
                        LockSupport.parkNanos(LIVENESS_INTERVAL.toNanos());
                    }
                },
                "liveness");
        thread.setDaemon(true);
        thread.start();
    }

    /** Checks that all topics exist with the required settings. */
    static void requireTopics(Settings settings) {
        try (Admin admin = settings.kafka().admin()) {
            TopicAdmin topics = new TopicAdmin(admin, settings.topics());
            topics.problems().ifPresent(problems -> {
                throw new IllegalStateException(problems);
            });
            PurchaseRetention.warning(topics.check(), settings.window())
                    .ifPresent(warning -> LOG.warn("Topic {}", warning));
        }
    }
}
