package io.rfmstreams.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Installation;
import io.rfmstreams.topology.ProcessorRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two oracles of the fault suite agree, and notice what is lost, doubled or wrong. */
class OracleTest {

    private static final int PARTITIONS = 2;
    private static final ProcessorRules RULES = Installation.settings(
                    Map.of("rfm.clock", "event", "rfm.currency", "EUR"))
            .processor();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldAgreeWithAnUndisturbedRun(long seed) {
        // Given
        List<Phase> phases = phases(seed);

        // When
        Results results = Expected.of(phases, PARTITIONS, RULES);

        // Then
        Differences differences = new Differences();
        differences.compare(results, Oracle.of(phases, PARTITIONS, RULES), end(phases));
        differences.checkSequences(results.changes());
        differences.checkSlipped(results);
        assertThat(differences.found()).isEmpty();
        assertThat(results.changes()).hasSizeGreaterThan(100);
        assertThat(results.alerts().values().toString()).contains("SLIPPED", "SLIPPING", "FADING");
        assertThat(results.changes().values().toString()).contains("ERASED", "REFUND", "\"TIME\"", "MODEL");
        assertThat(results.deadLetters()).isNotEmpty();
    }

    @Test
    void shouldNoticeALostAndADoubledChange() {
        // Given
        List<Phase> phases = phases(4);
        Results whole = Expected.of(phases, PARTITIONS, RULES);
        Map<String, List<String>> lost = new TreeMap<>(whole.changes());
        Map<String, List<String>> doubled = new TreeMap<>(whole.changes());
        String customer = whole.changes().entrySet().stream()
                .filter(changes -> changes.getValue().size() > 2)
                .findFirst()
                .orElseThrow()
                .getKey();
        lost.computeIfPresent(customer, (id, changes) -> without(changes, 1));
        doubled.computeIfPresent(customer, (id, changes) -> with(changes, changes.get(1)));

        // When
        List<String> ofLost = differences(whole, lost, phases);
        List<String> ofDoubled = differences(whole, doubled, phases);

        // Then
        assertThat(ofLost).hasSizeGreaterThanOrEqualTo(3).anyMatch(each -> each.startsWith("sequence of " + customer));
        assertThat(ofDoubled)
                .hasSizeGreaterThanOrEqualTo(3)
                .anyMatch(each -> each.startsWith("sequence of " + customer));
    }

    private static List<String> differences(Results whole, Map<String, List<String>> changes, List<Phase> phases) {
        Results results = new Results(changes, whole.alerts(), whole.profiles(), whole.deadLetters());
        Differences differences = new Differences();
        differences.compare(results, whole);
        differences.compare(results, Oracle.of(phases, PARTITIONS, RULES), end(phases));
        differences.checkSequences(changes);
        return differences.found();
    }

    private static List<String> without(List<String> changes, int index) {
        List<String> others = new ArrayList<>(changes);
        others.remove(index);
        return others;
    }

    private static List<String> with(List<String> changes, String another) {
        List<String> more = new ArrayList<>(changes);
        more.add(another);
        return more;
    }

    private static List<Phase> phases(long seed) {
        Load load = new Load(seed, 300, PARTITIONS, Duration.ofHours(2));
        List<Phase> phases = new ArrayList<>();
        for (int phase = 0; phase < 6; phase++) {
            List<Input> inputs = load.next(500);
            phases.add(Phase.of(inputs, load.now(), phase % 2 == 0 ? FaultModels.version(phase + 1) : null));
        }
        phases.add(Phase.of(List.of(), load.now() + Duration.ofDays(200).toMillis(), null));
        return phases;
    }

    private static long end(List<Phase> phases) {
        return phases.get(phases.size() - 1).tick();
    }
}
