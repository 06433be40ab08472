package io.rfmstreams.bench;

import io.rfmstreams.bench.ThroughputResult.Round;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import picocli.CommandLine;

/**
 * Measures how many purchases a second the whole topology takes, beside a bare one on the same broker, data and settings,
 * and beside one that writes as much as the whole topology and decides nothing. They take turns, so that whatever else the
 * machine does hits all.
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

    /** Who goes first changes from round to round: the last finds a warmer machine. */
    private static Round round(Arena arena, String guarantee, int number) throws Exception {
        boolean fullFirst = number % 2 == 0;
        Run first = arena.run(fullFirst ? Contender.FULL : Contender.BARE, guarantee);
        Run asMuch = arena.run(Contender.asMuchAs(arena.examples()), guarantee);
        Run last = arena.run(fullFirst ? Contender.BARE : Contender.FULL, guarantee);
        Round round = fullFirst ? new Round(first, last, asMuch) : new Round(last, first, asMuch);
        System.out.printf("%-16s %-8s %s%n", guarantee, number == 0 ? "warm-up" : "round " + number, round);
        return round;
    }
}
