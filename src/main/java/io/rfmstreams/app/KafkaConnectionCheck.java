package io.rfmstreams.app;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;

/** Checks the connection to Kafka before anything else is started. */
public final class KafkaConnectionCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private KafkaConnectionCheck() {}

    /**
     * Sends a request to Kafka and waits up to 10 s for the response.
     *
     * @throws ConfigurationException if a {@code kafka.*} key has a value that Kafka's clients reject
     * @throws KafkaUnavailableException if there is no response; the message contains the address and the reason
     */
    public static void require(Settings settings) {
        require(settings, TIMEOUT);
    }

    /** Sends a request to Kafka with a timeout that applies if the configuration does not set one. */
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
                if (cause instanceof ConfigException invalid && !KafkaOutage.isUnknownHost(invalid)) {
                    throw new ConfigurationException("invalid kafka.* key: " + invalid.getMessage());
                }
            }
            boolean timedOut = unreachable.getCause() instanceof TimeoutException;
            throw new KafkaUnavailableException(
                    "cannot reach Kafka at " + servers + " (kafka.bootstrap.servers): "
                            + (timedOut ? "no response" : RootCauseMessage.of(unreachable)),
                    unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while connecting to Kafka at " + servers, interrupted);
        }
    }
}
