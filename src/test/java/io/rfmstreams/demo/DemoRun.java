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
     * Runs the command. It must end with exit code 0.
     *
     * @param folder the folder for all files; it is created
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

    /** Returns the standard output of the command. */
    String out() {
        return command.out();
    }

    List<String> export() throws IOException {
        return Files.readAllLines(folder.resolve("export.csv"));
    }

    /** Returns the customers of the export, by id. */
    Map<String, Rfm> customers() throws IOException {
        Map<String, Rfm> customers = new TreeMap<>();
        for (String line : export().subList(1, export().size())) {
            String[] cells = line.split(",", -1);
            customers.put(cells[0], new Rfm(Long.parseLong(cells[4]), Long.parseLong(cells[5]), Money.of(cells[6])));
        }
        return customers;
    }

    /** Returns the number of customers of the export per segment id. */
    Map<String, Long> sizes() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (String line : export().subList(1, export().size())) {
            sizes.merge(line.split(",", -1)[1], 1L, Long::sum);
        }
        return sizes;
    }

    /** Returns all changes in an order that does not depend on the order of partitions. */
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
