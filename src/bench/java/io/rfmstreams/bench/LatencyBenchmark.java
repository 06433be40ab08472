package io.rfmstreams.bench;

import io.rfmstreams.segment.SegmentationModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * Measures how long a purchase takes to its committed segment change, at half of the throughput that was measured for the engine under
 * the guarantee, or at {@code --rate}. The commit interval of the program is Flink's checkpoint interval. Broker, engine, sender and
 * reader share the machine.
 */
public final class LatencyBenchmark {

    private static final int MODEL_PURCHASES = 100_000;
    private static final String NAME = "latency";
    private static final Duration FIRST = Duration.ofMinutes(5);

    private LatencyBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        LatencyOptions latency = new LatencyOptions();
        BenchmarkOptions options = BenchmarkOptions.parse(latency, arguments);
        LatencyResult result = new LatencyResult(latency);
        for (String guarantee : options.guarantees()) {
            for (Contender contender : List.of(Contender.FULL, Contender.FLINK)) {
                if (options.contenders().contains(contender)) {
                    result.add(guarantee, contender, run(options, latency, contender, guarantee));
                }
            }
        }
        result.write();
        System.exit(0);
    }

    /** Runs an engine with a new broker: files of an earlier run, which Kafka deletes later, do not disturb it. */
    private static LatencyResult.Measurement run(
            BenchmarkOptions options, LatencyOptions latency, Contender contender, String guarantee) throws Exception {
        int rate = latency.rate(contender, guarantee);
        Path folder = Files.createTempDirectory("rfm-streams-bench");
        Map<String, String> configuration =
                Map.of("topic.purchases", Arena.PURCHASES, "process.guarantee", guarantee, "rfm.clock", "live");
        try (Engines engines = new Engines(options, folder)) {
            ControlledJvm engine = engines.start(contender, NAME, model(engines, options), configuration);
            try (LiveLoad load = new LiveLoad(engines.settings(NAME, configuration), options.customers(), rate)) {
                load.sendOne();
                engine.await(EngineMain.FIRST, FIRST);
                LatencyResult.Measurement measured = load.run(latency.warmUp(), latency.measured(), engine::cpuNanos);
                System.out.printf("%-16s %-6s at %,d/s: %s%n", guarantee, contender.label(), rate, measured);
                return measured;
            }
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    /** A model that fits customers like those of the load. */
    private static SegmentationModel model(Engines engines, BenchmarkOptions options) {
        DenseLoad load = new DenseLoad(MODEL_PURCHASES, options.customers(), System.currentTimeMillis());
        PurchaseTotals totals = new PurchaseTotals();
        while (load.hasNext()) {
            Load.Made made = load.next();
            totals.bought(made.customerId(), made.event());
        }
        return totals.train(engines.settings("load", Map.of()));
    }
}
