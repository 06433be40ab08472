package io.rfmstreams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.files.SourceRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is understood of a file. It does not connect to Kafka. */
@Command(
        name = "inspect",
        description = "Shows what is understood of a CSV, Excel or JSON Lines file, and sends nothing.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

    private static final int FIRST_ORDERS = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file, as for replay --input.")
    private Path file;

    @Mixin
    private InputOptions input;

    @Mixin
    private ReadOptions options;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = "--orders",
            paramLabel = "FILE",
            description = "Writes the orders as they would be sent, in order of time, as JSON lines.")
    private @Nullable Path orders;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (ReadInput read = new InputReader(input, options, err).read(file)) {
            if (orders != null) {
                write(read.records().iterator(), orders);
            }
            List<String> first = first(read.records().iterator());
            if (json) {
                out.println(InputJson.of(read, first).toPrettyString());
            } else {
                print(read, first, out);
            }
            out.flush();
            String problem = read.problem(options.maxRejects());
            if (problem != null) {
                err.println("rfm-streams inspect: " + problem);
                return ExitCode.SOFTWARE;
            }
            return ExitCode.OK;
        }
    }

    private static void print(ReadInput read, List<String> first, PrintWriter out) {
        new InputText(read).printTable(out);
        if (!first.isEmpty()) {
            out.println();
            out.println("The first orders, as they would be sent:");
            first.forEach(order -> out.println(TerminalWriter.visible(order)));
        }
    }

    private static List<String> first(Iterator<SourceRecord> records) {
        List<String> first = new ArrayList<>();
        while (first.size() < FIRST_ORDERS && records.hasNext()) {
            first.add(new String(records.next().order(), UTF_8));
        }
        return first;
    }

    private static void write(Iterator<SourceRecord> records, Path file) throws IOException {
        try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(file))) {
            while (records.hasNext()) {
                lines.write(records.next().order());
                lines.write('\n');
            }
        }
    }
}
