package io.rfmstreams.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.cli.CommandRun;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One run of the {@code demo} command to its end, and the files that it wrote. */
final class DemoRun {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandRun command;
    private final Path folder;

    private DemoRun(CommandRun command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /**
     * Runs the command; it must end with exit code 0.
     *
     * @param folder is made, and takes all files
     */
    static DemoRun into(Path folder, List<String> flags) throws IOException {
        Files.createDirectories(folder);
        List<String> arguments = new ArrayList<>(List.of("demo", "--exit-at-end", "--port", "0"));
        arguments.addAll(flags);
        Map.of(
                        "--export",
                        "export.csv",
                        "--changes",
                        "changes.jsonl",
                        "--model",
                        "model.json",
                        "--summary",
                        "summary.json")
                .forEach((option, file) ->
                        arguments.addAll(List.of(option, folder.resolve(file).toString())));
        CommandRun command = CommandRun.of(arguments.toArray(new String[0]));
        if (command.exitCode() != 0) {
            throw new IllegalStateException("the demo ended with " + command.exitCode() + ": " + command.err());
        }
        return new DemoRun(command, folder);
    }

    /** What the command wrote to standard output. */
    String out() {
        return command.out();
    }

    List<String> export() throws IOException {
        return Files.readAllLines(folder.resolve("export.csv"));
    }

    /** Every customer of the export, by id. */
    Map<String, Rfm> customers() throws IOException {
        Map<String, Rfm> customers = new TreeMap<>();
        for (String line : export().subList(1, export().size())) {
            String[] cells = line.split(",", -1);
            customers.put(cells[0], new Rfm(Long.parseLong(cells[4]), Long.parseLong(cells[5]), Money.of(cells[6])));
        }
        return customers;
    }

    /** How many customers of the export stand in each segment, by the segment's id. */
    Map<String, Long> sizes() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (String line : export().subList(1, export().size())) {
            sizes.merge(line.split(",", -1)[1], 1L, Long::sum);
        }
        return sizes;
    }

    /** All changes in an order that does not depend on how partitions were read. */
    List<String> sortedChanges() throws IOException {
        return Files.readAllLines(folder.resolve("changes.jsonl")).stream()
                .sorted()
                .toList();
    }

    JsonNode model() throws IOException {
        return JSON.readTree(folder.resolve("model.json").toFile());
    }

    JsonNode summary() throws IOException {
        return JSON.readTree(folder.resolve("summary.json").toFile());
    }
}
