package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources of an instance whose constructor fails. */
class InstanceTest {

    private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    private final Path folder;

    InstanceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldCloseOpenedResourcesIfTheConstructorFails() throws IOException {
        // Given
        Settings settings = settings("kafka.default.api.timeout.ms", "300");
        ApiAddress address = settings.http().listen();
        int port = address.sockets().main().port();

        // When
        assertThatThrownBy(() -> new Instance(settings, address, () -> true))
                .isInstanceOf(KafkaUnavailableException.class);

        // Then
        awaitNoNewThreads();
        settings.http().listen(port).close();
    }

    @Test
    void shouldCloseOpenedResourcesIfTheConstructorOfTheProcessorFails() {
        // Given
        Settings settings = settings("kafka.num.standby.replicas", "some");

        // When
        assertThatThrownBy(() -> new StreamProcessor(settings)).hasMessageContaining("num.standby.replicas");

        // Then
        awaitNoNewThreads();
    }

    private void awaitNoNewThreads() {
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread) && isOfAClient(thread))
                .isEmpty());
    }

    private static boolean isOfAClient(Thread thread) {
        return thread.getName().startsWith("kafka-")
                || thread.getName().startsWith("http")
                || thread.getName().equals("lags");
    }

    private Settings settings(String key, String value) {
        Map<String, String> overrides = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                "localhost:1",
                "kafka.request.timeout.ms",
                "200",
                "process.state.dir",
                folder.toString(),
                "http.port",
                "0"));
        overrides.put(key, value);
        return new Settings(Configuration.load(overrides, Map.of(), null));
    }
}
