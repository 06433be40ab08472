package io.rfmstreams.app;

import static org.awaitility.Awaitility.await;

import io.rfmstreams.query.PeerReader;
import java.io.IOException;
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

/** The command {@code process}, or that of another role, in its own JVM, which can be killed. */
final class ChildProcessor implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("The REST API listens on port (\\d+)");
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

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
        return new ChildProcessor(ChildProgram.start(List.of(role), configuration, log), log);
    }

    void awaitReady() {
        await().atMost(TIMEOUT).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the processor ended: " + Files.readString(log));
            }
            Matcher found = PORT.matcher(Files.readString(log));
            return found.find() && (port = Integer.parseInt(found.group(1))) > 0 && isReady();
        });
    }

    boolean isReady() {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException {
        return get(HttpRequest.newBuilder(at(path)));
    }

    /**
     * Returns the customer as this processor stores it, as owner or standby. Sends the request that other instances
     * send.
     */
    HttpResponse<String> getStored(String customerId) throws IOException {
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
    Duration stop() throws InterruptedException {
        long start = System.nanoTime();
        process.destroy();
        process.waitFor();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Kills the process as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
