package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine of a measurement. */
public final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    private Machine() {}

    /**
     * Adds the field {@code machine} to a result, with the processor, the number of cores and the version of Java. Returns its
     * value.
     */
    public static ObjectNode addTo(ObjectNode result) {
        return result.putObject("machine")
                .put("processor", processor())
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("jdk", Runtime.version().toString());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
