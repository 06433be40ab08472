package io.rfmstreams.bench;

import io.rfmstreams.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that takes commands as lines of standard input and reports as lines of standard output. Its log goes to a file. */
final class ControlledJvm implements AutoCloseable {

    private static final Path FLINK_LIBRARIES = Path.of("target/flink-lib");
    private static final int CLOSE_SECONDS = 30;
    private static final int LINES_SHOWN = 30;

    /** What Flink opens of the JDK. */
    private static final List<String> OPENED =
            List.of("lang", "net", "io", "nio", "lang.reflect", "text", "time", "util", "util.concurrent");

    private final String name;
    private final Path log;
    private final Process process;
    private final PrintWriter input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ControlledJvm(String name, Path log, List<String> command) throws IOException {
        this.name = name;
        this.log = log;
        process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        input = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(() -> output.lines().forEach(lines::add), name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the broker. */
    static ControlledJvm broker(Path folder) throws IOException {
        return new ControlledJvm(
                "broker",
                folder.resolve("broker.log"),
                JavaCommand.of(
                        options("1g"),
                        classPath(),
                        BrokerMain.class.getName(),
                        List.of(folder.resolve("broker").toString())));
    }

    /**
     * Starts an engine.
     *
     * @param more further options of its JVM
     */
    static ControlledJvm engine(Contender contender, String heap, List<String> more, Path folder) throws IOException {
        List<String> options = options(heap);
        options.addAll(more);
        String classPath = classPath();
        if (contender == Contender.FLINK) {
            OPENED.forEach(opened -> options.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED"));
            options.add("--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED");
            options.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
            classPath = flinkLibraries() + ":" + classPath;
        }
        return new ControlledJvm(
                contender.label(),
                folder.resolve(contender.label() + ".log"),
                JavaCommand.of(options, classPath, EngineMain.class.getName(), List.of(contender.label())));
    }

    private static List<String> options(String heap) {
        return new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseParallelGC", "-Drfm.log.level=WARN"));
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static String flinkLibraries() throws IOException {
        if (!Files.isDirectory(FLINK_LIBRARIES)) {
            throw new IOException(FLINK_LIBRARIES + " is missing: mvn -Pbench -DskipTests package");
        }
        return FLINK_LIBRARIES + "/*";
    }

    void tell(String line) {
        lines.clear();
        input.println(line);
    }

    /**
     * Waits for a line.
     *
     * @return what follows the word in the line
     * @throws IllegalStateException if it does not come in time
     */
    String await(String word, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(word)) {
                return line.substring(word.length()).trim();
            }
            requireAlive();
        }
        throw fault("does not report " + word.trim());
    }

    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw fault("has ended");
        }
    }

    private IllegalStateException fault(String what) throws IOException {
        List<String> logged = Files.readAllLines(log);
        String end = String.join("\n", logged.subList(Math.max(0, logged.size() - LINES_SHOWN), logged.size()));
        return new IllegalStateException(name + " " + what + "\n" + end);
    }

    /** Returns the processor time since the start, nanoseconds. */
    long cpuNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Returns the most memory that the process has had, MiB; 0 where the system does not tell. */
    long peakMemoryMiB() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> all = Files.lines(status)) {
            return all.filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .sum();
        }
    }

    @Override
    public void close() {
        input.close();
        try {
            process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
