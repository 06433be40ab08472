package io.rfmstreams.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Disturbs a broker and processors, and compares all results with those of oracles. {@code -Dfaults=full} runs all cases,
 * {@code -Dfaults.case=TEXT} those whose name or guarantee contains a text, {@code -Dfaults.phases=N} at most so many phases of each,
 * and {@code -Dtest.seed=N} with other records and moments.
 */
@Timeout(1_800)
class FaultsIT {

    private static final long SEED = Long.getLong("test.seed", 17);
    private static final Path REPORT = Path.of("target", "faults.json");

    /** Two to four processes start at a time, perhaps on a machine with other work. */
    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(8));
    }

    static Stream<FaultCase> cases() {
        List<FaultCase> cases =
                System.getProperty("faults", "short").equals("full") ? FaultCases.fullForm() : FaultCases.shortForm();
        String wanted = System.getProperty("faults.case", "");
        int phases = Integer.getInteger("faults.phases", Integer.MAX_VALUE);
        return cases.stream().filter(fault -> fault.toString().contains(wanted)).map(fault -> fault.atMost(phases));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveTheResultsOfAnUndisturbedRun(FaultCase fault, @TempDir Path folder) throws Exception {
        // Given
        System.err.printf("%s: seed %d%n", fault, SEED);

        // When
        FaultRun.Outcome outcome = new FaultRun(fault, SEED).run(folder);

        // Then
        System.err.println(outcome.row());
        FaultReport.add(REPORT, outcome.row());
        assertThat(outcome.differences())
                .as("-Dfaults.case='%s' -Dtest.seed=%d repeats this", fault, SEED)
                .isEmpty();
        assertThat(outcome.row().customers()).isPositive();
    }
}
