package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    @Test
    void shouldKeepItsDataAcrossARestart(@TempDir Path folder) {
        // Given
        try (EmbeddedBroker first = EmbeddedBroker.start(folder);
                TestTopics topics = new TestTopics(first.bootstrapServers())) {
            topics.create("orders", 2);
            topics.send("orders", "one");
            topics.send("orders", "two");
        }

        // When
        try (EmbeddedBroker second = EmbeddedBroker.start(folder);
                TestTopics topics = new TestTopics(second.bootstrapServers())) {
            topics.send("orders", "three");

            // Then
            assertThat(topics.read("orders", 3))
                    .extracting(message -> new String(message.value(), UTF_8))
                    .containsExactlyInAnyOrder("one", "two", "three");
        }
    }

    @Test
    void shouldLeaveNoThreads() {
        // Given
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

        // When
        EmbeddedBroker.startTemporary().close();

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread)
                                && !thread.isDaemon()
                                && !thread.equals(Thread.currentThread())
                                && !thread.getName().startsWith("awaitility"))
                        .isEmpty());
    }

    @Test
    void shouldRefuseAPortInUseAndUnlockTheFolder(@TempDir Path folder) throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {

            // When
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()))

                    // Then
                    .isInstanceOf(EmbeddedBrokerException.class)
                    .hasMessage("port " + taken.getLocalPort() + " of 127.0.0.1 is in use by another program");
            FolderLock.acquire(folder).close();
        }
    }

    @Test
    void shouldRefuseAFolderInUse(@TempDir Path folder) {
        // Given
        try (EmbeddedBroker first = EmbeddedBroker.start(folder)) {

            // When
            assertThatThrownBy(() -> EmbeddedBroker.start(folder))

                    // Then
                    .isInstanceOf(EmbeddedBrokerException.class)
                    .hasMessage("the folder " + folder + " is in use by another running broker");
            assertThat(first.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void shouldRefuseAFolderThatIsAFile(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.createFile(folder.resolve("file"));

        // When
        assertThatThrownBy(() -> EmbeddedBroker.start(file))

                // Then
                .isInstanceOf(EmbeddedBrokerException.class)
                .hasMessageContaining("cannot be written");
    }
}
