package io.rfmstreams.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Utils;

/** Measures what a look at the timers of very many customers costs that makes nobody due. Argument: customers (1000000). */
public final class IdleTimersBenchmark {

    private static final int LOOKS = 1_000;

    private IdleTimersBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int customers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Path folder = Files.createTempDirectory("rfm-streams-timers");
        try (IdleTimers timers = new IdleTimers(customers, folder.toFile())) {
            long first = timers.readDue();
            double[] micros = LongStream.range(0, LOOKS)
                    .mapToDouble(look -> timers.readDue() / 1e3)
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%,d customers; a look that finds nobody due: the first %.0f us, then median %.0f us, p99 %.0f us,"
                            + " worst %.0f us%n",
                    customers,
                    first / 1e3,
                    micros[LOOKS / 2],
                    micros[LOOKS * 99 / 100],
                    micros[LOOKS - 1]);
        } finally {
            Utils.delete(folder.toFile());
        }
    }
}
