package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class KeptValueTest {

    private static final long COST = 1_000;

    private final Deque<Runnable> background = new ArrayDeque<>();
    private long now;
    private int computed;
    private boolean isFailing;

    private final KeptValue<Integer> value = new KeptValue<>(this::compute, background::add, () -> now);

    private Integer compute() {
        now += COST;
        if (isFailing) {
            throw new IllegalStateException("failing");
        }
        return ++computed;
    }

    @Test
    void shouldComputeTheFirstValueAtOnce() {
        // When
        int first = value.get();

        // Then
        assertThat(first).isEqualTo(1);
        assertThat(background).isEmpty();
    }

    @Test
    void shouldGiveAFreshValueAgain() {
        // Given
        value.get();
        now += KeptValue.FRESH * COST;

        // When, Then
        assertThat(value.get()).isEqualTo(1);
        assertThat(background).isEmpty();
    }

    @Test
    void shouldNotWaitForTheNextValueHoweverOldTheLastIs() {
        // Given
        value.get();
        now = 1_000_000 * COST;

        // When
        int old = value.get();
        int whileComputed = value.get();

        // Then
        assertThat(old).isEqualTo(1);
        assertThat(whileComputed).isEqualTo(1);
        assertThat(background).hasSize(1);
        background.remove().run();
        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void shouldComputeTheFirstValueWithoutAQuestion() {
        // Given
        value.refresh();

        // When, Then
        assertThat(value.get()).isEqualTo(1);
    }

    @Test
    void shouldRefreshOnlyAnOldValue() {
        // Given
        value.get();
        now += KeptValue.FRESH_WITHOUT_QUESTION * COST;

        // When
        value.refresh();
        int before = computed;
        now++;
        value.refresh();

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(computed).isEqualTo(2);
    }

    @Test
    void shouldShowAFailureToTheNextQuestion() {
        // Given
        value.get();
        now = 1_000_000 * COST;
        isFailing = true;
        value.get();
        background.remove().run();

        // When, Then
        assertThatThrownBy(value::get).isInstanceOf(IllegalStateException.class).hasMessage("failing");
        isFailing = false;
        assertThat(value.get()).isEqualTo(2);
    }
}
