package io.rfmstreams.bench.child;

import io.rfmstreams.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with the class path of this one. */
public final class ChildJvm implements AutoCloseable {

    private static final long STOP_SECONDS = 120;

    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
    }

    /**
     * Starts a main class.
     *
     * @param options of the JVM, such as {@code -Xmx512m}
     * @param log file for both outputs
     */
    public static ChildJvm start(List<String> options, String mainClass, List<String> arguments, Path log)
            throws IOException {
        Process process = new ProcessBuilder(JavaCommand.ofTests(options, mainClass, arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // A benchmark that is interrupted leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "kill " + process.pid()));
        return new ChildJvm(process);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the program to stop, and waits until it has. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("process " + pid() + " did not stop within " + STOP_SECONDS + " s");
        }
    }

    /** Kills the program if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
