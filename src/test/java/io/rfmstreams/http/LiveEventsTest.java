package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveEventsTest {

    private final LiveEvents events = new LiveEvents();

    private static LiveEvent change(int number) {
        return new LiveEvent(LiveEvent.Type.CHANGE, "{\"sequence\":" + number + "}");
    }

    @Test
    void shouldTakeEachEventOnce() {
        // Given
        events.publish(change(1));
        events.publish(change(2));

        // When
        LiveEvents.Batch first = events.take();
        LiveEvents.Batch second = events.take();

        // Then
        assertThat(first).isEqualTo(new LiveEvents.Batch(2, List.of(change(1), change(2))));
        assertThat(second.count()).isZero();
        assertThat(second.events()).isEmpty();
    }

    @Test
    void shouldKeepTheLatestOnlyAndCountAll() {
        // Given
        IntStream.rangeClosed(1, 1000).forEach(number -> events.publish(change(number)));

        // When
        LiveEvents.Batch batch = events.take();

        // Then
        assertThat(batch.count()).isEqualTo(1000);
        assertThat(batch.events()).hasSize(40).startsWith(change(961)).endsWith(change(1000));
    }

    @Test
    void shouldShowSentEventsToWhoComesLater() {
        // Given
        events.publish(change(1));
        events.take();

        // When
        LiveEvents.Batch latest = events.latest();

        // Then
        assertThat(latest.events()).containsExactly(change(1));
    }

    @Test
    void shouldNotShowBeforeWhatWillBeTaken() {
        // Given
        events.publish(change(1));
        events.take();
        events.publish(change(2));

        // When
        LiveEvents.Batch latest = events.latest();

        // Then
        assertThat(latest.events()).containsExactly(change(1));
    }

    @Test
    void shouldRejectJsonThatWouldBreakTheStream() {
        assertThatThrownBy(() -> new LiveEvent(LiveEvent.Type.ALERT, "{\n}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
