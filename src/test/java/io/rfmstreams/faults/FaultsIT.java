package io.rfmstreams.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.faults.FaultCase.Size;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Disturbs processors and broker, and compares all results with those of oracles. */
@Timeout(3_600)
class FaultsIT {

    private static final long SEED = Long.getLong("test.seed", 17);

    static Stream<FaultCase> cases() {
        return Stream.of(FaultCase.exactlyOnce(
                "a processor is killed",
                new Size(2, 2, 1_000, 5),
                Disturbances.processorKills(1),
                Disturbances.processorKills(1)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveTheResultsOfAnUndisturbedRun(FaultCase fault, @TempDir Path folder) throws Exception {
        // When
        FaultRun.Outcome outcome = new FaultRun(fault, SEED).run(folder);
        System.err.println(outcome.row());

        // Then
        assertThat(outcome.differences()).isEmpty();
    }
}
