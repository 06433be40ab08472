package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.TopicAdmin.TopicStatus;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PurchaseRetentionTest {

    private static final Window WEEK = Window.ofDays(7);
    private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();

    @Test
    void shouldWarnIfTheRetentionIsShorterThanTheWindow() {
        assertThat(PurchaseRetention.warning(List.of(purchases(WEEK_MILLIS - 1)), WEEK))
                .contains("purchases has retention.ms=604799999 (6 days), shorter than rfm.window (P7D): deleted"
                        + " purchases cannot be replayed; retention.ms=-1 keeps them");
    }

    @Test
    void shouldWarnAboutAnyRetentionWithALifetimeWindow() {
        assertThat(PurchaseRetention.warning(purchases(10 * WEEK_MILLIS), Window.LIFETIME))
                .hasValueSatisfying(warning -> assertThat(warning).contains("rfm.window (lifetime)"));
    }

    @Test
    void shouldAcceptASufficientRetention() {
        assertThat(PurchaseRetention.warning(purchases(WEEK_MILLIS), WEEK)).isEmpty();
        assertThat(PurchaseRetention.warning(purchases(-1), WEEK)).isEmpty();
        assertThat(PurchaseRetention.warning(purchases(-1), Window.LIFETIME)).isEmpty();
    }

    @Test
    void shouldIgnoreOtherTopics() {
        TopicStatus missing = new TopicStatus(TopicRole.PURCHASES, "purchases", 0, Map.of(), List.of());
        TopicStatus changes =
                new TopicStatus(TopicRole.CHANGES, "segment-changes", 8, Map.of("retention.ms", "1"), List.of());

        assertThat(PurchaseRetention.warning(List.of(missing, changes), WEEK)).isEmpty();
    }

    private static TopicStatus purchases(long retention) {
        Map<String, String> settings = Map.of("cleanup.policy", "delete", "retention.ms", String.valueOf(retention));
        return new TopicStatus(TopicRole.PURCHASES, "purchases", 8, settings, List.of());
    }
}
