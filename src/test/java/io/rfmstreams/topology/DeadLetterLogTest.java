package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterLogTest {

    private final List<String> lines = new ArrayList<>();
    private long now = 1_000;
    private final DeadLetterLog log = new DeadLetterLog(() -> now, lines::add);

    @Test
    void shouldTellOfAFewAndCountTheFlood() {
        // Given
        for (int i = 0; i < 500; i++) {
            log.tell("bad-json (purchases-0 at offset " + i + ")");
        }
        assertThat(lines).hasSize(DeadLetterLog.MOST);

        // When
        now += DeadLetterLog.PERIOD_MILLIS;
        log.tell("no-key (purchases-0 at offset 500)");

        // Then
        assertThat(lines.subList(DeadLetterLog.MOST, lines.size()))
                .containsExactly(
                        "Dead letters: 490 more than were logged", "Dead letter: no-key (purchases-0 at offset 500)");
    }

    @Test
    void shouldTellOfEachWhereTheyAreRare() {
        // When
        for (int i = 0; i < 30; i++) {
            log.tell("bad-json");
            now += DeadLetterLog.PERIOD_MILLIS / DeadLetterLog.MOST;
        }

        // Then
        assertThat(lines).hasSize(30).containsOnly("Dead letter: bad-json");
    }
}
