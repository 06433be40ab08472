package io.rfmstreams.bench;

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

/** A Java process of the benchmark. It is told lines and reports lines; what else it writes goes to a log file. */
final class ChildJvm implements AutoCloseable {

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

    private ChildJvm(String name, Path log, List<String> command) throws IOException {
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
    static ChildJvm broker(Path folder) throws IOException {
        List<String> command = java("1g");
        command.addAll(List.of("-cp", classPath(), BrokerMain.class.getName()));
        command.add(folder.resolve("broker").toString());
        return new ChildJvm("broker", folder.resolve("broker.log"), command);
    }

    /**
     * Starts an engine.
     *
     * @param options further options of its JVM
     */
    static ChildJvm engine(Contender contender, String heap, List<String> options, Path folder) throws IOException {
        List<String> command = java(heap);
        command.addAll(options);
        if (contender == Contender.FLINK) {
            OPENED.forEach(opened -> command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED"));
            command.add("--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED");
            command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(contender == Contender.FLINK ? flinkLibraries() + ":" + classPath() : classPath());
        command.addAll(List.of(EngineMain.class.getName(), contender.label()));
        return new ChildJvm(contender.label(), folder.resolve(contender.label() + ".log"), command);
    }

    private static List<String> java(String heap) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+UseParallelGC",
                "-Drfm.log.level=WARN"));
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
