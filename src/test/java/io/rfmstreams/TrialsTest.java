package io.rfmstreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialsTest {

    @Test
    void shouldTryAsManyDifferentCasesAsAsked() {
        // Given
        List<Long> cases = new ArrayList<>();

        // When
        Trials.run(1_000, random -> cases.add(random.nextLong()));

        // Then
        assertThat(cases).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void shouldTryTheSameCasesForTheSameSeed() {
        // Given
        List<List<Integer>> runs = new ArrayList<>();

        // When
        for (long seed : new long[] {7, 7, 8}) {
            List<Integer> cases = new ArrayList<>();
            Trials.run(20, seed, random -> cases.add(random.nextInt()));
            runs.add(cases);
        }

        // Then
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).isNotEqualTo(runs.get(2));
    }

    @Test
    void shouldNameTheSeedOfTheCaseThatFailed() {
        // Given
        List<Integer> seen = new ArrayList<>();

        // When
        AssertionError failure = new AssertionError();
        try {
            Trials.run(100, 7, random -> {
                seen.add(random.nextInt());
                assertThat(seen).hasSizeLessThan(13);
            });
        } catch (AssertionError named) {
            failure = named;
        }

        // Then
        assertThat(failure).hasMessageContaining("case 13 of 100 failed").hasRootCauseInstanceOf(AssertionError.class);
        String seed = failure.getMessage().replaceAll("(?s).*-Dtest\\.seed=(-?\\d+) .*", "$1");
        List<Integer> again = new ArrayList<>();
        Trials.run(1, Trials.firstSeed(seed), random -> again.add(random.nextInt()));
        assertThat(again).containsExactly(seen.get(12));
    }

    @Test
    void shouldNameTheSeedOfACaseThatThrew() {
        assertThatThrownBy(() -> Trials.run(1, 7, random -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("case 1 of 1 failed; -Dtest.seed=7 tries it first: broken")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldDrawOtherCasesWhereAsked() {
        assertThat(Trials.firstSeed("random")).isNotEqualTo(Trials.firstSeed("random"));
        assertThat(Trials.firstSeed("")).isEqualTo(Trials.firstSeed(""));
    }
}
