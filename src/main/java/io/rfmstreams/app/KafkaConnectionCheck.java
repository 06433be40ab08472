package io.rfmstreams.app;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;

/** Finds out, before anything else is started, whether Kafka can be reached at all. */
public final class KafkaConnectionCheck {

    private static final int TIMEOUT_MILLIS = 10_000;

    private KafkaConnectionCheck() {}

    /** Kafka's clients take a host that no name server knows for a wrong value. */
    private static boolean isUnknownHost(ConfigException wrong) {
        return String.valueOf(wrong.getMessage()).contains("No resolvable bootstrap urls");
    }

    /**
     * Asks Kafka who it is.
     *
     * @throws ConfigurationException if a {@code kafka.*} key has a value that Kafka's clients refuse
     * @throws KafkaUnavailableException saying in plain words which address does not answer, and why
     */
    public static void require(Settings settings) {
        String servers = settings.kafka().bootstrapServers();
        Map<String, Object> config = settings.kafka().common();
        config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster().clusterId().get();
        } catch (KafkaException | ExecutionException unreachable) {
            for (Throwable cause = unreachable; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConfigException wrong && !isUnknownHost(wrong)) {
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
