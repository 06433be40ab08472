package io.rfmstreams.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.ScikitLearn.Fit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures fits of synthetic customers, then a whole training that selects k. The fits are compared with scikit-learn on
 * the same points and with the same number of restarts. The two alternate, so that other load of the machine affects both.
 * Our fits start with raw customers and include transform and scaling; scikit-learn starts with scaled points in memory.
 *
 * <p>Arguments: number of customers, number of rounds (0 for the training only), and the file for the result.
 */
public final class TrainingBenchmark {

    private static final int RESTARTS = 10;
    private static final double NANOS = 1e9;

    private TrainingBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Path file = Path.of(arguments[2]);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("customers", count);
        result.put("rounds", rounds);
        result.put("cores", Runtime.getRuntime().availableProcessors());
        result.put("jdk", Runtime.version().toString());
        result.put("heapMiB", Runtime.getRuntime().maxMemory() >> 20);
        long start = System.nanoTime();
        Customers customers = BenchmarkCustomers.of(count, 1);
        result.put("readSeconds", (System.nanoTime() - start) / NANOS);
        if (rounds > 0) {
            compare(customers, rounds, result);
        }
        train(customers, result);
        Files.writeString(file, result.toPrettyString() + "\n");
        System.out.println(result.toPrettyString());
    }

    private static void compare(Customers customers, int rounds, ObjectNode result) throws IOException {
        PreparedCustomers prepared =
                PreparedCustomers.of(customers, FeatureTransforms.all(Transform.LOG1P), Scaling.STANDARD);
        try (ScikitLearn theirs = new ScikitLearn(prepared.scaled())) {
            result.put("scikitLearn", theirs.version());
            for (int k : new int[] {4, 8}) {
                fit(customers, k, 0); // warm-up of the JIT compiler
                fit(customers, k, 0);
                List<Fit> ours = new ArrayList<>();
                List<Fit> others = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    ours.add(fit(customers, k, round));
                    others.add(theirs.fit(k));
                }
                ObjectNode node = result.putObject("k" + k);
                double own = median(ours.stream().map(Fit::seconds).toList());
                double other = median(others.stream().map(Fit::seconds).toList());
                node.put("seconds", own);
                node.put("scikitLearnSeconds", other);
                node.put("timesFaster", other / own);
                node.put("inertia", median(ours.stream().map(Fit::inertia).toList()));
                node.put(
                        "inertiaToScikitLearn",
                        median(ours.stream().map(Fit::inertia).toList())
                                / median(others.stream().map(Fit::inertia).toList()));
            }
        }
    }

    private static Fit fit(Customers customers, int k, long seed) {
        long start = System.nanoTime();
        double inertia = PreparedCustomers.of(customers, FeatureTransforms.all(Transform.LOG1P), Scaling.STANDARD)
                .cluster(new KMeansOptions(k, RESTARTS, seed, List.of()))
                .inertia();
        return new Fit((System.nanoTime() - start) / NANOS, inertia);
    }

    private static void train(Customers customers, ObjectNode result) {
        TrainingRun run = new TrainingRun(1, 0, 0, Window.ofDays(365), Map.of());
        long start = System.nanoTime();
        SegmentationModel model = new Trainer(InstantSource.system())
                .train(customers, TrainingOptions.DEFAULTS.withAutomaticK(), Optional.empty(), run);
        ObjectNode node = result.putObject("automaticK");
        node.put("seconds", (System.nanoTime() - start) / NANOS);
        node.put("restarts", TrainingOptions.DEFAULTS.restarts());
        node.put("k", model.segments().size());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
