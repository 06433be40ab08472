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
    private static final Duration FIRST = Duration.ofMinutes(5);

    private LatencyBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        LatencyOptions latency = new LatencyOptions();
        BenchmarkOptions options = BenchmarkOptions.parse(latency, arguments);
        Path folder = Files.createTempDirectory("rfm-streams-bench");
        LatencyResult result = new LatencyResult(latency);
        try (Engines engines = new Engines(options, folder)) {
            SegmentationModel model = model(engines, options);
            int runs = 0;
            for (String guarantee : options.guarantees()) {
                for (Contender contender : List.of(Contender.FULL, Contender.FLINK)) {
                    if (!options.contenders().contains(contender)) {
                        continue;
                    }
                    int rate = latency.rate(contender, guarantee);
                    String name = "latency" + ++runs;
                    result.add(
                            guarantee,
                            contender,
                            run(engines, options, latency, rate, model, contender, name, guarantee));
                }
            }
        } finally {
            Utils.delete(folder.toFile());
        }
        result.write();
        System.exit(0);
    }

    private static LatencyResult.Measurement run(
            Engines engines,
            BenchmarkOptions options,
            LatencyOptions latency,
            int rate,
            SegmentationModel model,
            Contender contender,
            String name,
            String guarantee)
            throws Exception {
        String purchases = Arena.PURCHASES + "-" + name;
        Map<String, String> configuration =
                Map.of("topic.purchases", purchases, "process.guarantee", guarantee, "rfm.clock", "live");
        ControlledJvm engine = engines.start(contender, name, model, configuration);
        LatencyResult.Measurement measured;
        try (LiveLoad load = new LiveLoad(engines.settings(name, configuration), options.customers(), rate)) {
            load.sendOne();
            engine.await(EngineMain.FIRST, FIRST);
            measured = load.run(latency.warmUp(), latency.measured(), engine::cpuNanos);
        }
        engines.stop(contender, name);
        engines.remove(name);
        engines.admin().deleteTopics(List.of(purchases)).all().get();
        System.out.printf("%-16s %-6s at %,d/s: %s%n", guarantee, contender.label(), rate, measured);
        return measured;
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
