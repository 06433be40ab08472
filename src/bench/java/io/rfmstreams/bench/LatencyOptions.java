package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the latency is measured. */
final class LatencyOptions {

    private static final Path THROUGHPUT = Path.of("src/bench/results/throughput.json");

    @Option(
            names = "--rate",
            description = "purchases a second (default: half of those in src/bench/results/throughput.json)")
    private int rate;

    @Option(names = "--warm-up", description = "seconds before the measurement (default: ${DEFAULT-VALUE})")
    private int warmUpSeconds = 120;

    @Option(names = "--seconds", description = "of the measurement (default: ${DEFAULT-VALUE})")
    private int seconds = 20;

    @Option(names = "--latency-result", description = "the JSON file (default: ${DEFAULT-VALUE})")
    private Path result = Path.of("src/bench/results/latency.json");

    @Option(names = "--latency-picture", description = "the chart (default: ${DEFAULT-VALUE})")
    private Path picture = Path.of("docs/images/latency.png");

    int rate(Contender contender, String guarantee) throws IOException {
        if (rate > 0) {
            return rate;
        }
        JsonNode measured = new ObjectMapper().readTree(THROUGHPUT.toFile());
        int perSecond = measured.path(guarantee)
                .path(contender.label())
                .path("perSecond")
                .asInt();
        if (perSecond == 0) {
            throw new IOException(THROUGHPUT + " has no throughput of " + contender.label() + ": name a --rate");
        }
        return perSecond / 2;
    }

    Duration warmUp() {
        return Duration.ofSeconds(warmUpSeconds);
    }

    Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    Path result() {
        return result;
    }

    Path picture() {
        return picture;
    }
}
