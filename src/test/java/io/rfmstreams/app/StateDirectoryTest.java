package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {

    @Test
    void shouldNotUseTheTemporaryDirectoryByDefault() {
        // When
        Path directory = StateDirectory.of(settings(Map.of()));

        // Then
        assertThat(directory).isAbsolute().hasFileName("rfm-streams");
        assertThat(directory.startsWith(System.getProperty("java.io.tmpdir"))).isFalse();
    }

    @Test
    void shouldUseTheStateHomeOfTheUser() {
        assertThat(StateDirectory.defaultDirectory("/data/state", "/home/ann"))
                .isEqualTo(Path.of("/data/state/rfm-streams"));
        assertThat(StateDirectory.defaultDirectory(null, "/home/ann"))
                .isEqualTo(Path.of("/home/ann/.local/state/rfm-streams"));
        assertThat(StateDirectory.defaultDirectory("not/absolute", "/home/ann"))
                .isEqualTo(Path.of("/home/ann/.local/state/rfm-streams"));
    }

    @Test
    void shouldUseTheConfiguredDirectory() {
        assertThat(StateDirectory.of(settings(Map.of("process.state.dir", "/srv/rfm"))))
                .isEqualTo(Path.of("/srv/rfm"));
        assertThat(StateDirectory.of(
                        settings(Map.of("process.state.dir", "/srv/rfm", "kafka.state.dir", "/srv/kafka"))))
                .isEqualTo(Path.of("/srv/kafka"));
    }

    @Test
    void shouldCreateTheDirectoryAndLeaveItEmpty(@TempDir Path directory) throws IOException {
        // When
        Path state = StateDirectory.requireWritable(
                settings(Map.of("process.state.dir", directory.resolve("a/b").toString())));

        // Then
        assertThat(state).isEqualTo(directory.resolve("a/b")).isEmptyDirectory();
    }

    @Test
    void shouldReportThatTheDirectoryIsNotWritable(@TempDir Path directory) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("file"), "");
        Settings settings = settings(Map.of("process.state.dir", file.toString()));

        // Then
        assertThatThrownBy(() -> new StreamProcessor(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("cannot write to the state directory " + file + " (process.state.dir): " + file
                        + " is not a directory");
        assertThatThrownBy(() -> new StreamProcessor(settings(
                        Map.of("process.state.dir", file.resolve("below").toString()))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file + "/below (process.state.dir): ");
    }

    @Test
    void shouldReportThatTheDirectoryCannotBeCreated() {
        // Given
        Settings settings = settings(Map.of("process.state.dir", "/proc/rfm"));

        // Then
        assertThatThrownBy(() -> new StreamProcessor(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("cannot write to the state directory /proc/rfm (process.state.dir): it cannot be created");
    }

    @Test
    void shouldCheckTheDirectoryOfTheApplication(@TempDir Path directory) throws IOException {
        // Given
        Path taken = Files.writeString(directory.resolve("app"), "");
        Settings settings = settings(Map.of("process.state.dir", directory.toString(), "application.id", "app"));

        // Then
        assertThatThrownBy(() -> new StreamProcessor(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("cannot write to the state directory " + directory + " (process.state.dir): " + taken
                        + " is not a directory");
    }

    @Test
    void shouldNameTheKeyThatSetsTheDirectory() {
        // Given
        Settings settings = settings(Map.of("process.state.dir", "/srv/rfm", "kafka.state.dir", "/proc/rfm"));

        // Then
        assertThatThrownBy(() -> new StreamProcessor(settings))
                .hasMessageContaining("state directory /proc/rfm (kafka.state.dir): ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "259200000"})
    void shouldRejectStateThatCanBeOlderThanTombstones(String maxAge, @TempDir Path directory) {
        // Given
        Settings settings = settings(
                Map.of("process.state.dir", directory.toString(), "kafka.state.cleanup.dir.max.age.ms", maxAge));

        // Then
        assertThatThrownBy(() -> new StreamProcessor(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "kafka.state.cleanup.dir.max.age.ms is " + maxAge
                                + ", must be greater than 0 and less than 259200000, the delete.retention.ms of the changelogs");
    }

    private static Settings settings(Map<String, String> overrides) {
        return new Settings(Configuration.load(overrides, Map.of(), null));
    }
}
