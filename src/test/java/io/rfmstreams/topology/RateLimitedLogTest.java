package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RateLimitedLogTest {

    private static final long A_MINUTE = 60_000;

    private final List<String> lines = new ArrayList<>();
    private long now = 1_000;
    private final RateLimitedLog log = new RateLimitedLog(() -> now, lines::add);

    @Test
    void shouldLogOneLinePerMinuteAndCountTheSuppressedOnes() {
        // Given
        for (int i = 0; i < 500; i++) {
            log.log("bad-json", at(i));
        }
        now += A_MINUTE - 1;
        log.log("bad-json", at(500));

        // When
        now += 1;
        log.log("bad-json", at(501));
        log.log("bad-json", at(502));

        // Then
        assertThat(lines)
                .containsExactly("bad-json: offset 0", "bad-json: offset 501; 500 more since the last such line");
    }

    @Test
    void shouldLimitEachKindSeparately() {
        // When
        for (int i = 0; i < 500; i++) {
            log.log("bad-json", at(i));
        }
        log.log("no-key", at(500));

        // Then
        assertThat(lines).containsExactly("bad-json: offset 0", "no-key: offset 500");
    }

    @Test
    void shouldLogTheNumberOfSuppressedLines() {
        // Given
        for (int i = 0; i < 500; i++) {
            log.log("bad-json", at(i));
        }

        // When
        log.logSuppressed();
        now += A_MINUTE;
        log.logSuppressed();
        log.log("bad-json", at(500));
        now += A_MINUTE;
        log.logSuppressed();
        now += A_MINUTE;
        log.logSuppressed();

        // Then
        assertThat(lines)
                .containsExactly(
                        "bad-json: offset 0",
                        "bad-json: 499 more since the last such line",
                        "bad-json: 1 more since the last such line");
    }

    @Test
    void shouldLogEachLineIfThereAreFew() {
        // When
        for (int i = 0; i < 30; i++) {
            log.log("bad-json", () -> "offset");
            now += A_MINUTE;
        }

        // Then
        assertThat(lines).hasSize(30).containsOnly("bad-json: offset");
    }

    private static Supplier<String> at(int offset) {
        return () -> "offset " + offset;
    }
}
