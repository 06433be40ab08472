package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.JavaCommand;
import io.rfmstreams.bench.child.ChildProcessor;
import io.rfmstreams.cli.Main;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The role {@code insights} in a process of its own. */
final class InsightsProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final Path log;

    InsightsProcess(String servers, Path readModel, Path log, InsightsOptions options) throws IOException {
        this.log = log;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Map<String, String> keys = new TreeMap<>(Map.of(
                "kafka.bootstrap.servers", servers,
                "insights.state.dir", readModel.toString(),
                "http.port", String.valueOf(port)));
        keys.putAll(options.configuration);
        List<String> arguments = new ArrayList<>(List.of("insights"));
        arguments.addAll(ChildProcessor.settings(keys));
        process = new ProcessBuilder(JavaCommand.ofTests(options.jvm, Main.class.getName(), arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    int port() {
        return port;
    }

    /** Waits until the read model follows the topics. */
    void awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IOException("insights did not start: " + Files.readString(log));
            }
            Thread.sleep(100);
        }
    }

    private boolean isReady() {
        try (KeptConnection connection = new KeptConnection(port)) {
            return connection.get("/health/ready").length > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns heap, memory of DuckDB and resident memory in MiB, and the CPU time in seconds. */
    ObjectNode sample() throws IOException {
        String metrics;
        try (KeptConnection connection = new KeptConnection(port)) {
            metrics = new String(connection.get("/metrics"), StandardCharsets.UTF_8);
        }
        ObjectNode sample = JsonNodeFactory.instance.objectNode();
        sample.put("heapMiB", Math.round(sum(metrics, "jvm_memory_used_bytes{area=\"heap\"")));
        sample.put("duckDbMiB", Math.round(sum(metrics, "rfm_insights_memory_bytes")));
        sample.put("fileMiB", Math.round(sum(metrics, "rfm_insights_file_bytes")));
        sample.put("residentMiB", residentKiB() >> 10);
        sample.put(
                "cpuSeconds",
                process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3);
        return sample;
    }

    private static double sum(String metrics, String start) {
        return metrics.lines()
                        .filter(line -> line.startsWith(start))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / (1 << 20);
    }

    private long residentKiB() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        System.out.println(Files.readString(log));
    }
}
