package io.rfmstreams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a command line in a process of its own, so that its memory can be limited. */
final class ChildRun {

    private ChildRun() {}

    /**
     * Runs a command line.
     *
     * @param heap the heap size, such as {@code 48m}
     */
    static CommandRun withHeap(String heap, List<String> arguments) throws IOException, InterruptedException {
        List<String> options = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + heap);
        return of(JavaCommand.ofTests(options, "io.rfmstreams.cli.Main", arguments));
    }

    /** Runs a command. */
    static CommandRun of(List<String> command) throws IOException, InterruptedException {
        Path err = Files.createTempFile("rfm-streams", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new CommandRun(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }
}
