package io.rfmstreams.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class HistoryRulesTest {

    private static final long YEARS = Duration.ofDays(20_000).toMillis();

    @Property
    void shouldKeepEventsFromAPointInTimeOn(
            @ForAll @IntRange(min = 1, max = 2_000) int windowHours,
            @ForAll boolean isLifetime,
            @ForAll @LongRange(max = 1_700_000_000_000L) long now) {
        // Given
        Window window = isLifetime
                ? Window.LIFETIME
                : new Window(Duration.ofHours(windowHours).toMillis());
        HistoryRules rules = HistoryRules.of(window, Duration.ofHours(windowHours));

        // When
        long from = rules.keptFrom(now);

        // Then
        assertThat(from).isBetween(now - YEARS, now);
        assertThat(rules.keeps(from, now)).isTrue();
        assertThat(rules.keeps(from - 1, now)).isFalse();
    }
}
