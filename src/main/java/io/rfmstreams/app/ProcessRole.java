package io.rfmstreams.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
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

    /** With the pause between attempts this makes a line every ten seconds. */
    private static final Duration ATTEMPT = Duration.ofSeconds(9);

    private ProcessRole() {}

    /**
     * Waits for Kafka and runs the processor; returns when it has stopped.
     *
     * @throws KafkaUnavailableException where Kafka does not answer for as long as {@code kafka.wait} says
     * @throws IllegalStateException where the topics are not as they must be, the port is taken, or a fault stopped the
     *     processor
     */
    public static void run(Settings settings) {
        LOG.info("Configuration: {}", settings.configuration().describe());
        KafkaWait wait = new KafkaWait(
                settings.get(ConfigKey.KAFKA_WAIT), System::nanoTime, time -> Thread.sleep(time.toMillis()), LOG::warn);
        try (Instance instance = wait.until(() -> open(settings))) {
            Runtime.getRuntime().addShutdownHook(new Thread(instance::close, "shutdown"));
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

    private static Instance open(Settings settings) {
        KafkaConnectionCheck.require(settings, ATTEMPT);
        requireTopics(settings);
        return new Instance(settings, settings.http().listen(), () -> true);
    }

    private static void watch(StreamProcessor processor, Path livenessFile) {
        Liveness liveness = new Liveness(livenessFile, Clock.systemUTC(), processor::rounds, () -> processor
                .outage()
                .isPresent());
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
            TopicAdmin topics = new TopicAdmin(admin, settings.topics());
            topics.problems().ifPresent(problems -> {
                throw new IllegalStateException(problems);
            });
            PurchaseRetention.warning(topics.check(), settings.window())
                    .ifPresent(warning -> LOG.warn("Topic {}", warning));
        }
    }
}
