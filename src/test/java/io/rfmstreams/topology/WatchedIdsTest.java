package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.TestModels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedIdsTest {

    private final List<String> warnings = new ArrayList<>();

    @Test
    void shouldWarnOfIdsThatTheActiveModelLacks() {
        // Given
        WatchedIds watched = new WatchedIds(ChurnPolicy.of("1,fresh,at-risk,inactive", 1, 0), warnings::add);

        // When
        watched.check(TestModels.byRecency(7, 20, 70));

        // Then
        assertThat(warnings)
                .containsExactly("alerts.watch names segments that the active model 7 does not have: at-risk, inactive;"
                        + " it has fresh, cool, cold");
    }

    @Test
    void shouldWarnOfNothingWhereTheModelHasAll() {
        // Given
        WatchedIds watched = new WatchedIds(ChurnPolicy.of("9,fresh,cold", 1, 0), warnings::add);

        // When
        watched.check(TestModels.byRecency(7, 20, 70));

        // Then
        assertThat(warnings).isEmpty();
    }
}
