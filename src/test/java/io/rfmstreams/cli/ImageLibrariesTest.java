package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.JavaCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Docker image excludes the embedded broker of the demo, whose libraries {@code .dockerignore} lists, and the native libraries
 * of other platforms, which {@code pom.xml} leaves out.
 */
class ImageLibrariesTest {

    private static final String FOLDER = "target/lib/";

    @Test
    void shouldExcludeOnlyExistingLibraries() throws IOException {
        // Given
        List<Path> libraries = classPath();

        // Then
        assertThat(leftOut()).hasSizeGreaterThan(20).allSatisfy(pattern -> assertThat(libraries)
                .anyMatch(library -> matches(pattern, library)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "librocksdbjni-linux64.so",
                "librocksdbjni-linux-aarch64.so",
                "libduckdb_java.so_linux_amd64",
                "libduckdb_java.so_linux_arm64"
            })
    void shouldKeepExistingNativeLibraries(String library) throws IOException {
        // Then
        assertThat(Files.readString(Path.of("pom.xml"))).contains("includes=\"" + library + "\"");
        assertThat(ImageLibrariesTest.class.getResource("/" + library)).isNotNull();
    }

    @Test
    void shouldReportThatTheBrokerIsMissing() throws Exception {
        // When
        CommandRun run = runWithoutBroker("demo", "--exit-at-end");

        // Then
        assertThat(run)
                .isEqualTo(new CommandRun(
                        1,
                        "",
                        "rfm-streams demo: this installation does not contain the embedded Kafka, like the Docker image. Run"
                                + " the demo from a build: java -jar target/rfm-streams.jar demo\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "process", "train", "replay", "generate", "models", "export", "topics"})
    void shouldHaveEveryCommandWithoutTheBroker(String command) throws Exception {
        // When
        CommandRun run = runWithoutBroker(command, "--help");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Usage: rfm-streams " + command);
    }

    @Test
    void shouldReportAMissingFileWithoutTheBroker() throws Exception {
        // When
        CommandRun run = runWithoutBroker("replay", "--input", "missing.csv");

        // Then
        assertThat(run.err()).startsWith("rfm-streams replay: ").hasLineCount(1);
    }

    private static CommandRun runWithoutBroker(String... arguments) throws IOException, InterruptedException {
        List<String> patterns = leftOut();
        String classPath = classPath().stream()
                .filter(library -> patterns.stream().noneMatch(pattern -> matches(pattern, library)))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return ChildRun.of(JavaCommand.of(
                List.of("-XX:TieredStopAtLevel=1"), classPath, "io.rfmstreams.cli.Main", List.of(arguments)));
    }

    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** Returns the patterns of the library names. */
    private static List<String> leftOut() throws IOException {
        return Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith(FOLDER))
                .map(line -> line.substring(FOLDER.length()))
                .toList();
    }

    private static boolean matches(String pattern, Path library) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        Path name = library.getFileName();
        return name != null && matcher.matches(name);
    }
}
