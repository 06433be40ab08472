package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    @Test
    void shouldNotUseTheTemporaryDirectoryByDefault() {
        // When
        Path folder = StateFolder.of(settings(Map.of()));

        // Then
        assertThat(folder).isAbsolute().hasFileName("rfm-streams");
        assertThat(folder.startsWith(System.getProperty("java.io.tmpdir"))).isFalse();
    }

    @Test
    void shouldUseTheStateHomeOfTheUser() {
        assertThat(StateFolder.defaultFolder("/data/state", "/home/ann")).isEqualTo(Path.of("/data/state/rfm-streams"));
        assertThat(StateFolder.defaultFolder(null, "/home/ann"))
                .isEqualTo(Path.of("/home/ann/.local/state/rfm-streams"));
        assertThat(StateFolder.defaultFolder("not/absolute", "/home/ann"))
                .isEqualTo(Path.of("/home/ann/.local/state/rfm-streams"));
    }

    @Test
    void shouldUseTheConfiguredDirectory() {
        assertThat(StateFolder.of(settings(Map.of("process.state.dir", "/srv/rfm"))))
                .isEqualTo(Path.of("/srv/rfm"));
        assertThat(StateFolder.of(settings(Map.of("process.state.dir", "/srv/rfm", "kafka.state.dir", "/srv/kafka"))))
                .isEqualTo(Path.of("/srv/kafka"));
    }

    @Test
    void shouldCreateTheDirectoryAndLeaveItEmpty(@TempDir Path folder) throws IOException {
        // When
        Path state = StateFolder.requireWritable(
                settings(Map.of("process.state.dir", folder.resolve("a/b").toString())));

        // Then
        assertThat(state).isEqualTo(folder.resolve("a/b")).isEmptyDirectory();
    }

    @Test
    void shouldReportThatTheDirectoryIsNotWritable(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "");
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
    void shouldSayInPlainWordsThatTheFolderCannotBeMade() {
        // Given
        Settings settings = settings(Map.of("process.state.dir", "/proc/rfm"));

        // Then
        assertThatThrownBy(() -> new StreamProcessor(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("cannot write to the state directory /proc/rfm (process.state.dir): it cannot be created");
    }

    @Test
    void shouldCheckTheFolderOfTheApplicationToo(@TempDir Path folder) throws IOException {
        // Given
        Path taken = Files.writeString(folder.resolve("app"), "");
        Settings settings = settings(Map.of("process.state.dir", folder.toString(), "application.id", "app"));

        // Then
        assertThatThrownBy(() -> new StreamProcessor(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("cannot write to the state directory " + folder + " (process.state.dir): " + taken
                        + " is not a directory");
    }

    @Test
    void shouldNameTheKeyThatNamesTheFolder() {
        // Given
        Settings settings = settings(Map.of("process.state.dir", "/srv/rfm", "kafka.state.dir", "/proc/rfm"));

        // Then
        assertThatThrownBy(() -> new StreamProcessor(settings))
                .hasMessageContaining("state directory /proc/rfm (kafka.state.dir): ");
    }

    private static Settings settings(Map<String, String> overrides) {
        return new Settings(Configuration.load(overrides, Map.of(), null));
    }
}
