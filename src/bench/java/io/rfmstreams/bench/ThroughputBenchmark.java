package io.rfmstreams.bench;

import io.rfmstreams.bench.ThroughputResult.Round;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * Measures how many purchases a second the whole topology takes, beside a bare one on the same broker, data and settings.
 * The two take turns, so that whatever else the machine does hits both.
 */
public final class ThroughputBenchmark {

    private ThroughputBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        BenchmarkOptions options;
        try {
            options = BenchmarkOptions.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + System.lineSeparator() + BenchmarkOptions.USAGE);
            System.exit(2);
            return;
        }
        Path folder = Files.createTempDirectory("rfm-streams-bench");
        try (Arena arena = new Arena(options, folder)) {
            ThroughputResult result = new ThroughputResult(options);
            round(arena, options, options.guarantees().get(0), "warm-up");
            for (String guarantee : options.guarantees()) {
                List<Round> rounds = new ArrayList<>();
                for (int i = 1; i <= options.rounds(); i++) {
                    rounds.add(round(arena, options, guarantee, "round " + i));
                }
                result.add(guarantee, rounds);
            }
            System.out.print(result.table());
            if (options.result() != null) {
                result.write(options.result());
            }
        } finally {
            Utils.delete(folder.toFile());
        }
        System.exit(0);
    }

    private static Round round(Arena arena, BenchmarkOptions options, String guarantee, String name) throws Exception {
        double full = options.purchases() / arena.run(Contender.FULL, guarantee);
        double bare = options.purchases() / arena.run(Contender.BARE, guarantee);
        System.out.printf("%-16s %-8s full %,9.0f/s  bare %,9.0f/s%n", guarantee, name, full, bare);
        return new Round(full, bare);
    }
}
