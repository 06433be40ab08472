package io.rfmstreams.bench;

import io.rfmstreams.bench.ThroughputResult.Round;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine;

/**
 * Measures how many purchases a second the whole topology takes, beside a bare one on the same broker, data and settings.
 * The two take turns, so that whatever else the machine does hits both.
 */
public final class ThroughputBenchmark {

    private ThroughputBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        BenchmarkOptions options = new BenchmarkOptions();
        CommandLine commandLine = new CommandLine(options);
        try {
            if (CommandLine.printHelpIfRequested(commandLine.parseArgs(arguments))) {
                return;
            }
        } catch (CommandLine.ParameterException wrong) {
            System.err.println(wrong.getMessage());
            commandLine.usage(System.err);
            System.exit(2);
        }
        Path folder = Files.createTempDirectory("rfm-streams-bench");
        try (Arena arena = new Arena(options, folder)) {
            ThroughputResult result = new ThroughputResult(options);
            round(arena, options.guarantees().get(0), 0);
            for (String guarantee : options.guarantees()) {
                List<Round> rounds = new ArrayList<>();
                for (int i = 1; i <= options.rounds(); i++) {
                    rounds.add(round(arena, guarantee, i));
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

    /** Who goes first changes from round to round: the second finds a warmer machine. */
    private static Round round(Arena arena, String guarantee, int number) throws Exception {
        Run full;
        Run bare;
        if (number % 2 == 0) {
            bare = arena.run(Contender.BARE, guarantee);
            full = arena.run(Contender.FULL, guarantee);
        } else {
            full = arena.run(Contender.FULL, guarantee);
            bare = arena.run(Contender.BARE, guarantee);
        }
        Round round = new Round(full, bare);
        System.out.printf("%-16s %-8s %s%n", guarantee, number == 0 ? "warm-up" : "round " + number, round);
        return round;
    }
}
