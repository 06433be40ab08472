package io.rfmstreams.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChurnPolicyTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @Test
    void shouldReadRanksAndIds() {
        assertThat(ChurnPolicy.of("1, 2", DAY, 0)).isEqualTo(new ChurnPolicy(Set.of(1, 2), Set.of(), DAY, 0));
        assertThat(ChurnPolicy.of("at-risk,3", DAY, 0))
                .isEqualTo(new ChurnPolicy(Set.of(3), Set.of("at-risk"), DAY, 0));
        assertThat(ChurnPolicy.of("", DAY, 0)).isEqualTo(new ChurnPolicy(Set.of(), Set.of(), DAY, 0));
    }

    @Test
    void shouldRefuseInvalidSegments() {
        assertThatThrownBy(() -> ChurnPolicy.of("1,,2", DAY, 0)).hasMessageContaining("empty");
        assertThatThrownBy(() -> ChurnPolicy.of("0", DAY, 0)).hasMessageContaining("0");
        assertThatThrownBy(() -> ChurnPolicy.of("99999999999", DAY, 0)).hasMessageContaining("99999999999");
        assertThatThrownBy(() -> ChurnPolicy.of("1", 0, 0)).hasMessageContaining("horizon");
    }

    @Test
    void shouldWatchSegmentsByRankOrId() {
        // Given
        ChurnPolicy policy = ChurnPolicy.of("1,at-risk", DAY, 0);

        // Then
        assertThat(policy.watches(new SegmentRef("champions", "Champions", 1))).isTrue();
        assertThat(policy.watches(new SegmentRef("at-risk", "At-Risk", 3))).isTrue();
        assertThat(policy.watches(new SegmentRef("lost", "Lost", 4))).isFalse();
        assertThat(policy.watches(ReservedSegment.NEW.ref())).isFalse();
    }

    @Test
    void shouldAlertAHorizonAheadButNotBeforeHalfOfTheInactivity() {
        // Given
        ChurnPolicy policy = ChurnPolicy.of("1", 14 * DAY, 0);

        // Then
        assertThat(policy.alertDueAt(100 * DAY, 10 * DAY)).isEqualTo(86 * DAY);
        assertThat(policy.alertDueAt(100 * DAY, 90 * DAY)).isEqualTo(95 * DAY);
    }
}
