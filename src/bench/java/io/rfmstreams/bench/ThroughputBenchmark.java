package io.rfmstreams.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * Measures how many purchases a second the whole topology takes, beside a job of Flink that does the same, a topology that writes as much
 * and decides nothing, and a bare one; on the same broker, data and settings, each in a process of its own. They take turns, and who
 * begins changes from round to round, so that whatever else the machine does hits all.
 */
public final class ThroughputBenchmark {

    private static final String WARM_UP = "warm-up";

    private ThroughputBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        BenchmarkOptions options = BenchmarkOptions.parse(arguments);
        Path folder = Files.createTempDirectory("rfm-streams-bench");
        try (Arena arena = new Arena(options, folder)) {
            ThroughputResult result = new ThroughputResult(options, arena.purchases());
            for (Contender contender : options.contenders()) {
                // The compiler needs about two million purchases until little is left to compile.
                run(arena, contender, options.guarantees().get(0), WARM_UP);
            }
            for (String guarantee : options.guarantees()) {
                List<Contender> order = new ArrayList<>(options.contenders());
                for (int round = 1; round <= options.rounds(); round++) {
                    for (Contender contender : order) {
                        result.add(guarantee, contender, run(arena, contender, guarantee, "round " + round));
                    }
                    Collections.rotate(order, -1);
                }
            }
            System.out.print(result.table());
            if (options.result() != null) {
                result.write(options.result());
            }
            if (options.picture() != null) {
                ThroughputPicture.write(result, options.picture());
            }
        } finally {
            Utils.delete(folder.toFile());
        }
        System.exit(0);
    }

    private static Run run(Arena arena, Contender contender, String guarantee, String which) throws Exception {
        Run run = arena.run(contender, guarantee);
        System.out.printf("%-16s %s  %-8s %s%n", guarantee, which, contender.label(), run);
        return run;
    }
}
