package io.rfmstreams.app;

import static org.awaitility.Awaitility.await;

import io.rfmstreams.query.PeerReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** The command {@code process}, or that of another role, in its own JVM, which can be killed. */
public final class ChildProcessor implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("The REST API listens on port (\\d+)");
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** A machine with other work may give a JVM that starts no time for minutes. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(8);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Process process;
    private final Path log;
    private int port;

    private ChildProcessor(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a processor. {@link #awaitReady} waits until it is ready.
     *
     * @param log file for the output of the processor
     */
    static ChildProcessor start(Map<String, String> configuration, Path log) throws IOException {
        return start("process", configuration, log);
    }

    /**
     * Starts a role with a REST API.
     *
     * @param log file for the output of the role
     */
    static ChildProcessor start(String role, Map<String, String> configuration, Path log) throws IOException {
        return start(role, configuration, Map.of(), log);
    }

    /**
     * Starts a role with a REST API and with variables in its environment.
     *
     * @param log file for the output of the role
     */
    public static ChildProcessor start(
            String role, Map<String, String> configuration, Map<String, String> variables, Path log)
            throws IOException {
        return new ChildProcessor(ChildProgram.start(List.of(role), configuration, variables, log), log);
    }

    /** Waits until the role is ready. Fails with its log if it ends, and with its log and threads if it takes too long. */
    public void awaitReady() {
        try {
            await().atMost(READY_WITHIN).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the processor ended: " + log());
                }
                return isReady();
            });
        } catch (ConditionTimeoutException slow) {
            addThreadsToLog();
            throw new IllegalStateException("the processor is not ready: " + log(), slow);
        }
    }

    private void addThreadsToLog() {
        try {
            new ProcessBuilder("kill", "-QUIT", String.valueOf(pid())).start().waitFor();
            await().until(() -> log().contains("Full thread dump"));
        } catch (IOException noSignal) {
            throw new UncheckedIOException(noSignal);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the role has started and is ready now. */
    public boolean isReady() {
        if (port == 0) {
            Matcher found = PORT.matcher(log());
            if (!found.find()) {
                return false;
            }
            port = Integer.parseInt(found.group(1));
        }
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public HttpResponse<String> get(String path) throws IOException {
        return get(HttpRequest.newBuilder(at(path)));
    }

    /**
     * Returns the customer as this processor stores it, as owner or standby. Sends the request that other instances
     * send.
     */
    public HttpResponse<String> getStored(String customerId) throws IOException {
        return get(HttpRequest.newBuilder(at(PeerReader.PATH + customerId))
                .header(PeerReader.HOP_HEADER, PeerReader.ALLOW_STANDBY));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> get(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /** Stops the process as {@code kill} and container engines do. Returns how long it took. */
    public Duration stop() throws InterruptedException {
        long start = System.nanoTime();
        process.destroy();
        process.waitFor();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Kills the process as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Waits until the process ends by itself, and returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Returns what the process has written so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
