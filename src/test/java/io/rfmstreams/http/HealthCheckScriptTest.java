package io.rfmstreams.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the health check script of the Docker image against files and a server that replace those of a container. */
class HealthCheckScriptTest {

    private final Path process;
    private final Path alive;

    HealthCheckScriptTest(@TempDir Path folder) {
        process = folder;
        alive = folder.resolve("alive");
    }

    /** The exit code and the output of the script. */
    private record Result(int exitCode, String output) {}

    @BeforeEach
    void describeProcess() throws IOException {
        run("java\0-jar\0rfm-streams.jar\0process\0");
        Files.createFile(alive);
    }

    private void run(String commandLine) throws IOException {
        Files.writeString(process.resolve("cmdline"), commandLine);
        Files.writeString(process.resolve("status"), "Name:\tjava\nState:\tS (sleeping)\n");
    }

    private Result check(Map<String, String> environment) throws Exception {
        ProcessBuilder script = new ProcessBuilder("sh", "docker/healthcheck", "ready").redirectErrorStream(true);
        script.environment().put("PROCESS", process.toString());
        script.environment().put("RFM_PROCESS_LIVENESS_FILE", alive.toString());
        script.environment().putAll(environment);
        Process running = script.start();
        String output = new String(running.getInputStream().readAllBytes(), UTF_8).trim();
        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Result(running.exitValue(), output);
    }

    private static Map<String, String> healthAt(int port) {
        return Map.of("RFM_HTTP_HEALTH_PORT", String.valueOf(port));
    }

    @Test
    void shouldQueryTheHealthListenerIfTheMainListenerUsesTls() throws Exception {
        KeyStoreFile keyStore = TlsTest.selfSigned(process.resolve("server.p12"));
        ServerOptions options =
                new ServerOptions(Tokens.NONE, new ServerOptions.Limits(8, 8, 64), FakeService.TIMEOUTS, keyStore);
        try (FakeService service = new FakeService(options)) {
            assertThat(check(healthAt(service.healthPort()))).isEqualTo(new Result(0, ""));

            // When
            service.healthy = false;

            // Then
            assertThat(check(healthAt(service.healthPort()))).isEqualTo(new Result(1, "it does not answer questions"));
        }
    }

    @Test
    void shouldQueryTheMainListenerIfThereIsNoHealthListener() throws Exception {
        try (FakeService service = new FakeService()) {
            assertThat(check(Map.of(
                            "RFM_HTTP_HEALTH_PORT",
                            "off",
                            "RFM_HTTP_HOST",
                            "0.0.0.0",
                            "RFM_HTTP_PORT",
                            String.valueOf(service.port()))))
                    .isEqualTo(new Result(0, ""));
        }
    }

    @Test
    void shouldQueryTheConfiguredAddress() throws Exception {
        try (FakeService service = new FakeService()) {
            assertThat(check(Map.of(
                            "RFM_HTTP_HEALTH_HOST",
                            "127.0.0.2",
                            "RFM_HTTP_HEALTH_PORT",
                            String.valueOf(service.healthPort()))))
                    .isEqualTo(new Result(1, "it does not answer questions"));
        }
    }

    @Test
    void shouldTimeOutIfTheServerDoesNotRespond() throws Exception {
        try (ListeningSocket silent = ListeningSocket.bind("127.0.0.1", 0)) {
            assertThat(check(healthAt(silent.port()))).isEqualTo(new Result(1, "it does not answer questions"));
        }
    }

    @Test
    void shouldFailIfNoStreamThreadIsAlive() throws Exception {
        // Given
        Files.setLastModifiedTime(alive, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));

        // Then
        assertThat(check(healthAt(1))).isEqualTo(new Result(1, "no stream thread has been seen at work for 30 s"));
    }

    @Test
    void shouldReportOtherRolesAsHealthyWhileTheyRun() throws Exception {
        // Given
        run("java\0-jar\0rfm-streams.jar\0train\0");

        // Then
        assertThat(check(healthAt(1))).isEqualTo(new Result(0, ""));
    }
}
