package io.rfmstreams;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a main class in a JVM of its own, with the Java runtime of this one. */
public final class JavaCommand {

    private JavaCommand() {}

    /**
     * Returns the command with the class path of the tests.
     *
     * @param options of the JVM, such as {@code -Xmx512m}
     */
    public static List<String> ofTests(List<String> options, String mainClass, List<String> arguments) {
        return of(options, ClassPath.ofTests(), mainClass, arguments);
    }

    /** Returns the command with another class path. */
    public static List<String> of(List<String> options, String classPath, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }
}
