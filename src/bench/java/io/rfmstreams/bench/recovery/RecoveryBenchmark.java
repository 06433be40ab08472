package io.rfmstreams.bench.recovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.bench.Machine;
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
 * Measures how long the customers of one of two instances are not processed and not answered after the instance was stopped or
 * killed, by standby replicas and by the protocol of the group. Broker and instances have JVMs of their own. {@code --help}
 * lists the options.
 */
@Command(name = "RecoveryBenchmark", sortOptions = false, mixinStandardHelpOptions = true)
public final class RecoveryBenchmark implements Callable<Integer> {

    @Option(names = "--customers", description = "default: ${DEFAULT-VALUE}; the documents have 1000000")
    private int customers = 100_000;

    @Option(names = "--orders", description = "orders of each customer (default: ${DEFAULT-VALUE})")
    private int orders = 2;

    @Option(
            names = "--case",
            description =
                    "MEMBERSHIP,STANDBYS[,kill][,returns][,session=MILLIS] with classic, static or streams; may be repeated"
                            + " (default: a kill, with and without a standby, with two session timeouts)")
    private List<String> cases =
            List.of("classic,0,kill", "classic,1,kill", "classic,0,kill,session=10000", "classic,1,kill,session=10000");

    @Option(names = "--rounds", description = "how often each case is measured (default: ${DEFAULT-VALUE})")
    private int rounds = 1;

    @Option(names = "--jvm", description = "options of the processors' JVMs (default: ${DEFAULT-VALUE})")
    private String jvm = "-Xmx512m -XX:+UseParallelGC";

    @Option(names = "--result", description = "the JSON file (default: none)")
    private @Nullable Path result;

    private RecoveryBenchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RecoveryBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<RecoveryCase> all = cases.stream().map(RecoveryCase::parse).toList();
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        Machine.addTo(root);
        root.putObject("settings")
                .put("customers", customers)
                .put("orders", orders)
                .put("jvm", jvm);
        ArrayNode measured = root.putArray("cases");
        Path folder = Files.createTempDirectory("rfm-streams-recovery");
        try (ChildBroker broker = ChildBroker.start(folder, "1g");
                RecoveryRun run = new RecoveryRun(broker, folder, List.of(jvm.split(" ")), customers)) {
            run.load(orders);
            for (int round = 0; round < rounds; round++) {
                for (RecoveryCase each : all) {
                    run.measure(each, measured.addObject());
                    System.out.println(measured.get(measured.size() - 1));
                    if (result != null) {
                        Files.writeString(result, json.writeValueAsString(root) + "\n");
                    }
                }
            }
            System.out.println(RecoveryTable.HEADER);
            RecoveryTable.rows(measured).forEach(System.out::println);
        } finally {
            Utils.delete(folder.toFile());
        }
        return CommandLine.ExitCode.OK;
    }
}
