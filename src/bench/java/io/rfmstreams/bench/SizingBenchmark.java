package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.bench.child.ChildBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what the state of many customers takes on disk, in Kafka and in memory, and how long it takes to restore it, with and
 * without a standby. Broker and processors have JVMs of their own. {@code --help} lists the options.
 */
@Command(name = "SizingBenchmark", sortOptions = false, mixinStandardHelpOptions = true)
public final class SizingBenchmark implements Callable<Integer> {

    private static final int ORDERS_EACH = 10;

    @Option(names = "--customers", description = "default: ${DEFAULT-VALUE}; the documents have 1000000")
    private int customers = 20_000;

    @Option(names = "--base", description = "median4: a median of 4 orders; each10: 10 orders each (default: both)")
    private List<String> bases = List.of("median4", "each10");

    @Option(names = "--jvm", description = "options of the processors' JVMs (default: ${DEFAULT-VALUE})")
    private String jvm = "-Xmx512m -XX:+UseParallelGC";

    @Option(names = "--alone", description = "without the two instances")
    private boolean isAlone;

    @Option(names = "--result", description = "the JSON file (default: none)")
    private @Nullable Path result;

    private SizingBenchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SizingBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        Machine.addTo(root);
        root.putObject("settings").put("customers", customers).put("jvm", jvm);
        ArrayNode all = root.putArray("bases");
        for (String base : bases) {
            Path folder = Files.createTempDirectory("rfm-streams-sizing");
            try (ChildBroker broker = ChildBroker.start(folder, "1g")) {
                ObjectNode measured = all.addObject().put("base", base);
                SizingRun run = new SizingRun(broker, folder, base(base), List.of(jvm.split(" ")), measured);
                run.alone();
                if (!isAlone) {
                    run.two(0);
                    run.two(1);
                }
                System.out.println(json.writeValueAsString(measured));
            } finally {
                Utils.delete(folder.toFile());
            }
        }
        if (result != null) {
            Files.writeString(result, json.writeValueAsString(root) + "\n");
        }
        return CommandLine.ExitCode.OK;
    }

    private CustomerBase base(String name) {
        return switch (name) {
            case "median4" -> CustomerBase.withMedianOfFour(customers);
            case "each10" -> CustomerBase.withOrdersEach(customers, ORDERS_EACH);
            default -> throw new IllegalArgumentException("--base is " + name + ", must be median4 or each10");
        };
    }
}
