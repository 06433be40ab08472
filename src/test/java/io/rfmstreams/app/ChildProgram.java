package io.rfmstreams.app;

import io.rfmstreams.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command of the program in its own JVM, which can be killed. */
final class ChildProgram {

    private static final List<String> JVM = List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=src/main/resources/logback.xml");

    private ChildProgram() {}

    /**
     * Starts a command.
     *
     * @param words the command with its options
     * @param log file for the output of the command
     */
    static Process start(List<String> words, Map<String, String> configuration, Path log) throws IOException {
        return start(words, configuration, Map.of(), log);
    }

    /**
     * Starts a command with variables in its environment.
     *
     * @param words the command with its options
     * @param log file for the output of the command
     */
    static Process start(List<String> words, Map<String, String> configuration, Map<String, String> variables, Path log)
            throws IOException {
        List<String> arguments = new ArrayList<>(words);
        configuration.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.ofTests(JVM, "io.rfmstreams.cli.Main", arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(variables);
        return builder.start();
    }
}
