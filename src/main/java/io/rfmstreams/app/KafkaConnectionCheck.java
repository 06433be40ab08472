package io.rfmstreams.app;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;

/** Finds out, before anything else is started, whether Kafka can be reached at all. */
public final class KafkaConnectionCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private KafkaConnectionCheck() {}

    /**
     * Asks Kafka who it is.
     *
     * @throws ConfigurationException if a {@code kafka.*} key has a value that Kafka's clients refuse
     * @throws KafkaUnavailableException saying in plain words which address does not answer, and why
     */
    public static void require(Settings settings) {
        require(settings, TIMEOUT);
    }

    /** The same, asking for so long where the configuration does not say how long. */
    static void require(Settings settings, Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        String servers = settings.kafka().bootstrapServers();
        Map<String, Object> config = settings.kafka().common();
        config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster().clusterId().get();
        } catch (KafkaException | ExecutionException unreachable) {
            for (Throwable cause = unreachable; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConfigException wrong && !KafkaOutage.isUnknownHost(wrong)) {
                    throw new ConfigurationException("a kafka.* key is wrong: " + wrong.getMessage());
                }
            }
            boolean silent = unreachable.getCause() instanceof TimeoutException;
            throw new KafkaUnavailableException(
                    "cannot reach Kafka at " + servers + " (kafka.bootstrap.servers): "
                            + (silent ? "nobody answers" : RootCauseMessage.of(unreachable)),
                    unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while reaching for Kafka at " + servers, interrupted);
        }
    }
}
