package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.bench.child.ChildBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how fast the customers are reassigned to a new model, alone and beside a backlog of purchases, and how fast the
 * purchases are processed meanwhile. The broker has a JVM of its own. {@code --help} lists the options.
 */
@Command(name = "ReassignmentBenchmark", sortOptions = false, mixinStandardHelpOptions = true)
public final class ReassignmentBenchmark implements Callable<Integer> {

    private static final Instant END = Instant.parse("2025-01-01T00:00:00Z");
    private static final int DAYS = 300;
    private static final int SEGMENTS = 4;
    private static final double SHIFT = 0.1;

    @Option(names = "--customers", description = "default: ${DEFAULT-VALUE}; the documents have 1000000")
    private int customers = 20_000;

    @Option(names = "--orders", description = "of each customer (default: ${DEFAULT-VALUE})")
    private int orders = 2;

    @Option(
            names = "--purchases",
            description =
                    "the backlog (default: ${DEFAULT-VALUE}; the documents have 1500000); it should last longer than a"
                            + " reassignment")
    private int purchases = 100_000;

    @Option(names = "--threads", description = "default: ${DEFAULT-VALUE}")
    private int threads = 2;

    @Option(names = "--guarantee", description = "default: ${DEFAULT-VALUE}")
    private String guarantee = "exactly_once_v2";

    @Option(names = "--rounds", description = "after one to warm up (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--result", description = "the JSON file (default: none)")
    private @Nullable Path result;

    private int version = 1;
    private long now = END.toEpochMilli();

    private ReassignmentBenchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReassignmentBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        Machine.addTo(root);
        root.putObject("settings")
                .put("customers", customers)
                .put("ordersEach", orders)
                .put("purchases", purchases)
                .put("threads", threads)
                .put("guarantee", guarantee);
        Path folder = Files.createTempDirectory("rfm-streams-reassignment");
        Map<String, String> configuration = Map.of(
                "rfm.clock",
                "event",
                "process.threads",
                String.valueOf(threads),
                "process.guarantee",
                guarantee,
                "process.state.dir",
                folder.resolve("state").toString());
        try (ChildBroker broker = ChildBroker.start(folder, "1g");
                BenchInstallation shop = new BenchInstallation(broker, "reassignment", configuration)) {
            shop.activate(BenchModel.ofSegments(SEGMENTS));
            shop.send(CustomerBase.withOrdersEach(customers, orders).orders(now, DAYS));
            try (InProcess processor = InProcess.start(shop, configuration)) {
                processor.awaitProcessed();
                for (int round = 0; round <= rounds; round++) {
                    Alone alone = alone(shop, processor);
                    System.out.println((round == 0 ? "warm-up " : "round " + round + " ") + alone);
                    if (round > 0) {
                        root.withArray("alone").addPOJO(alone);
                    }
                }
            }
            for (int round = 0; round <= rounds; round++) {
                UnderLoad underLoad = underLoad(shop, configuration);
                System.out.println((round == 0 ? "warm-up " : "round " + round + " ") + underLoad);
                if (round > 0) {
                    root.withArray("underLoad").addPOJO(underLoad);
                }
            }
        } finally {
            Utils.delete(folder.toFile());
        }
        if (result != null) {
            Files.writeString(result, json.writeValueAsString(root) + "\n");
        }
        return CommandLine.ExitCode.OK;
    }

    /**
     * A reassignment without purchases.
     *
     * @param moved the share of the customers that changed their segment
     * @param customersPerSecond all threads together
     * @param customersPerCoreSecond by the processor time of the stream threads
     */
    private record Alone(double seconds, double moved, long customersPerSecond, long customersPerCoreSecond) {}

    private Alone alone(BenchInstallation shop, InProcess processor) {
        long movedBefore = processor.count("changes.MODEL");
        double cpuBefore = InProcess.streamThreadSeconds();
        activateNext(shop);
        long start = System.nanoTime();
        processor.awaitReassigned(version);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = InProcess.streamThreadSeconds() - cpuBefore;
        double moved = (processor.count("changes.MODEL") - movedBefore) / (double) customers;
        return new Alone(
                rounded(seconds), rounded(moved), Math.round(customers / seconds), Math.round(customers / cpu));
    }

    /**
     * A backlog of purchases without a reassignment, and the next one with it.
     *
     * @param ratio of the purchases a second during the reassignment to those without one
     */
    private record UnderLoad(
            long purchasesPerSecond,
            long purchasesPerSecondDuring,
            double ratio,
            double reassignmentSeconds,
            long customersPerSecond) {}

    private UnderLoad underLoad(BenchInstallation shop, Map<String, String> configuration) throws Exception {
        sendBacklog(shop);
        double undisturbed;
        try (InProcess processor = InProcess.start(shop, configuration)) {
            long start = System.nanoTime();
            processor.awaitProcessed();
            undisturbed = purchases / ((System.nanoTime() - start) / 1e9);
        }
        sendBacklog(shop);
        activateNext(shop);
        try (InProcess processor = InProcess.start(shop, configuration)) {
            long before = processor.count("orders");
            long start = System.nanoTime();
            processor.awaitReassigned(version);
            double seconds = (System.nanoTime() - start) / 1e9;
            double during = (processor.count("orders") - before) / seconds;
            processor.awaitProcessed();
            return new UnderLoad(
                    Math.round(undisturbed),
                    Math.round(during),
                    rounded(during / undisturbed),
                    rounded(seconds),
                    Math.round(customers / seconds));
        }
    }

    private void sendBacklog(BenchInstallation shop) {
        shop.send(new LivePurchases(customers, purchases, now, (int) (now % Integer.MAX_VALUE)));
        now += purchases;
    }

    private void activateNext(BenchInstallation shop) {
        version++;
        shop.activate(BenchModel.ofSegments(SEGMENTS, version, version % 2 == 0 ? SHIFT : 0));
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
