package io.rfmstreams.bench.child;

import io.rfmstreams.cli.Main;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code process} in a JVM of its own, and its REST API. */
public final class ChildProcessor implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MILLIS = 20;

    static {
        // The server closes a connection that is idle for 5 s. A request on it at that moment would fail.
        System.setProperty("jdk.httpclient.keepalive.timeout", "2");
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ChildJvm jvm;
    private final int port;
    private final Path log;

    private ChildProcessor(ChildJvm jvm, int port, Path log) {
        this.jvm = jvm;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts a processor. {@link #awaitReady} waits until it is ready.
     *
     * @param options of the JVM
     * @param log file for its output
     */
    public static ChildProcessor start(Map<String, String> configuration, List<String> options, Path log)
            throws IOException {
        int port = ChildBroker.freePort();
        List<String> arguments = new ArrayList<>(List.of("process", "-D", "http.port=" + port));
        arguments.addAll(settings(configuration));
        return new ChildProcessor(ChildJvm.start(options, Main.class.getName(), arguments, log), port, log);
    }

    /** Returns the arguments that set a configuration on the command line. */
    public static List<String> settings(Map<String, String> configuration) {
        List<String> arguments = new ArrayList<>();
        configuration.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
        return arguments;
    }

    /**
     * Waits until the processor answers queries.
     *
     * @throws IllegalStateException if it ends instead
     */
    public void awaitReady() throws InterruptedException {
        while (!isReady()) {
            if (!jvm.isAlive()) {
                throw new IllegalStateException("the processor has ended, see " + log);
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Returns the sum of a metric over its labels; NaN if it is missing. */
    public double metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }

    public long pid() {
        return jvm.pid();
    }

    public boolean isAlive() {
        return jvm.isAlive();
    }

    /** Stops the processor as an operator does, and waits until it has stopped. */
    public void stop() throws InterruptedException {
        jvm.stop();
    }

    /** Kills the processor if it still runs. */
    @Override
    public void close() {
        jvm.close();
    }
}
