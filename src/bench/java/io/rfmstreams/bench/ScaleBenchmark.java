package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.bench.child.ChildBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the throughput of purchases with few and with very many customers in the stores, and with one and more stream threads.
 * Each customer has an order before; the measured purchases lie within an hour, so that no time passes for those who do not
 * buy. The broker has a JVM of its own. {@code --help} lists the options.
 */
@Command(name = "ScaleBenchmark", sortOptions = false, mixinStandardHelpOptions = true)
public final class ScaleBenchmark implements Callable<Integer> {

    private static final Instant END = Instant.parse("2025-01-01T00:00:00Z");
    private static final int DAYS = 20;

    @Option(
            names = "--customers",
            split = ",",
            description = "default: ${DEFAULT-VALUE}; the documents have 10000,200000,1000000,5000000")
    private List<Integer> sizes = List.of(10_000, 50_000);

    @Option(names = "--threads", split = ",", description = "default: ${DEFAULT-VALUE}; for a comparison of cores 1,2")
    private List<Integer> threads = List.of(2);

    @Option(names = "--purchases", description = "of a round (default: ${DEFAULT-VALUE}; the documents have 1000000)")
    private int purchases = 100_000;

    @Option(names = "--guarantee", description = "default: ${DEFAULT-VALUE}")
    private String guarantee = "exactly_once_v2";

    @Option(names = "--rounds", description = "after one to warm up (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--result", description = "the JSON file (default: none)")
    private @Nullable Path result;

    @Option(
            names = "--picture",
            description = "a PNG file of throughput over customers, drawn by Chromium (default: none)")
    private @Nullable Path picture;

    private ScaleBenchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ScaleBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        Machine.addTo(root).put("heapMiB", Runtime.getRuntime().maxMemory() >> 20);
        root.putObject("settings")
                .put("purchases", purchases)
                .put("guarantee", guarantee)
                .put("rounds", rounds);
        ArrayNode all = root.putArray("measured");
        for (int customers : sizes) {
            measure(customers, all);
        }
        if (result != null) {
            Files.writeString(result, json.writeValueAsString(root) + "\n");
        }
        if (picture != null) {
            ChartPicture.write(picture, ScalePicture.of(all), ScalePicture.WIDTH, ScalePicture.HEIGHT);
        }
        return CommandLine.ExitCode.OK;
    }

    private void measure(int customers, ArrayNode all) throws Exception {
        Path folder = Files.createTempDirectory("rfm-streams-scale");
        Map<String, String> configuration = Map.of(
                "rfm.clock",
                "event",
                "process.guarantee",
                guarantee,
                "process.state.dir",
                folder.resolve("state").toString());
        try (ChildBroker broker = ChildBroker.start(folder, "1g");
                BenchInstallation shop = new BenchInstallation(broker, "scale", configuration)) {
            shop.activate(BenchModel.ofSegments(4));
            shop.send(CustomerBase.withOrdersEach(customers, 1).orders(END.toEpochMilli(), DAYS));
            try (InProcess processor = InProcess.start(shop, configuration)) {
                processor.awaitProcessed();
            }
            int number = 0;
            for (int count : threads) {
                List<Long> rates = new ArrayList<>();
                for (int round = 0; round <= rounds; round++) {
                    long start = END.toEpochMilli() + (long) number * purchases;
                    shop.send(new LivePurchases(customers, purchases, start, number++));
                    long rate = process(shop, configuration, count);
                    System.out.printf(
                            Locale.ROOT,
                            "%,9d customers, %d threads, %s: %,d purchases/s%n",
                            customers,
                            count,
                            round == 0 ? "warm-up" : "round " + round,
                            rate);
                    if (round > 0) {
                        rates.add(rate);
                    }
                }
                Collections.sort(rates);
                ObjectNode measured = all.addObject()
                        .put("customers", customers)
                        .put("threads", count)
                        .put("purchasesPerSecond", rates.get(rates.size() / 2));
                rates.forEach(measured.putArray("rounds")::add);
            }
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    /** Returns the purchases a second of all that wait. */
    private long process(BenchInstallation shop, Map<String, String> configuration, int count) throws Exception {
        Map<String, String> withThreads = new HashMap<>(configuration);
        withThreads.put("process.threads", String.valueOf(count));
        try (InProcess processor = InProcess.start(shop, withThreads)) {
            long start = System.nanoTime();
            processor.awaitProcessed();
            return Math.round(purchases / ((System.nanoTime() - start) / 1e9));
        }
    }
}
