package io.rfmstreams.app;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role {@code insights}. It follows the topics and answers until the process is stopped or a failure ends it. */
public final class InsightsRole {

    private static final Logger LOG = LoggerFactory.getLogger(InsightsRole.class);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(9);

    private InsightsRole() {}

    /**
     * Waits for Kafka and runs the role. It returns when the role has stopped.
     *
     * @throws KafkaUnavailableException if Kafka does not respond within {@code kafka.wait}
     * @throws IllegalStateException if a topic is missing, the port is in use, or a failure stopped the feed
     * @throws io.rfmstreams.insights.ReadModelException if the file of the read model cannot be opened
     */
    public static void run(Settings settings) {
        LOG.info("Configuration: {}", settings.configuration().describe());
        KafkaRetry retry = new KafkaRetry(
                settings.get(ConfigKey.KAFKA_WAIT), System::nanoTime, time -> Thread.sleep(time.toMillis()), LOG::warn);
        try (InsightsInstance instance = retry.call(() -> open(settings))) {
            Runtime.getRuntime().addShutdownHook(new Thread(instance::close, "shutdown"));
            LOG.info(
                    "Following the topics of Kafka at {} into {}",
                    settings.kafka().bootstrapServers(),
                    Insights.folder(settings));
            LOG.info("The REST API listens on port {}", instance.port());
            instance.start();
            instance.insights().feed().awaitEnd();
        }
    }

    private static InsightsInstance open(Settings settings) {
        KafkaConnectionCheck.require(settings, ATTEMPT_TIMEOUT);
        ProcessRole.requireTopics(settings);
        return new InsightsInstance(settings, settings.http().listen());
    }
}
