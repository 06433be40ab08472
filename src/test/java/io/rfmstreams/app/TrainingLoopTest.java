package io.rfmstreams.app;

import static io.rfmstreams.segment.TestModels.byFrequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.app.TrainingOutcome.Fitted;
import io.rfmstreams.app.TrainingOutcome.Skipped;
import io.rfmstreams.training.ReturnOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLoopTest {

    private static final ReturnOutcome NO_RETURNS = new ReturnOutcome.Skipped("the shop is young");

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int TURNS = 3;

    private final List<Instant> starts = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private Duration jitter = Duration.ZERO;

    @Test
    void shouldTrainAtOnceAndThenAtTheInterval() {
        // When
        trainEvery(HOUR, () -> {
            now = now.plus(Duration.ofMinutes(20));
            return new Fitted(byFrequency(1, 1.5), true, NO_RETURNS);
        });

        // Then
        assertThat(starts).containsExactly(hour(0), hour(1), hour(2));
    }

    @Test
    void shouldExtendTheIntervalByPartOfTheJitter() {
        // Given
        jitter = Duration.ofMinutes(10);

        // When
        trainEvery(HOUR, () -> new Fitted(byFrequency(1, 1.5), false, NO_RETURNS));

        // Then
        assertThat(Duration.between(starts.get(0), starts.get(1))).isBetween(HOUR, HOUR.plus(jitter));
        assertThat(Duration.between(starts.get(1), starts.get(2))).isBetween(HOUR, HOUR.plus(jitter));
    }

    @Test
    void shouldRejectANegativeJitter() {
        assertThatThrownBy(() -> new TrainingLoop(HOUR, HOUR.negated(), () -> now, pause -> {}))
                .hasMessage("jitter must be at least 0, but is PT-1H");
    }

    @Test
    void shouldContinueAtOnceAfterATrainingLongerThanTheInterval() {
        // When
        trainEvery(HOUR, () -> {
            now = now.plus(Duration.ofHours(2));
            return new Fitted(byFrequency(1, 1.5), true, NO_RETURNS);
        });

        // Then
        assertThat(starts).containsExactly(hour(0), hour(2), hour(4));
    }

    static List<Supplier<TrainingOutcome>> fruitless() {
        return List.of(
                () -> new Skipped("3 customers, 100 are needed"),
                () -> {
                    throw new KafkaUnavailableException("cannot read topic", new KafkaException("gone"));
                },
                () -> {
                    throw new KafkaException("Failed to construct kafka consumer");
                });
    }

    @ParameterizedTest
    @MethodSource("fruitless")
    void shouldContinueWithTheNextTraining(Supplier<TrainingOutcome> training) {
        // When
        trainEvery(HOUR, training);

        // Then
        assertThat(starts).containsExactly(hour(0), hour(1), hour(2));
    }

    @Test
    void shouldEndWithAnyOtherFailure() {
        assertThatThrownBy(() -> trainEvery(HOUR, () -> {
                    throw new IllegalStateException("topic segment-models is missing");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topic segment-models is missing");
        assertThat(starts).containsExactly(hour(0));
    }

    @Test
    void shouldStopWhenInterruptedDuringATraining() {
        // When
        trainEvery(HOUR, () -> {
            throw new KafkaUnavailableException(
                    "cannot read topic", new InterruptException(new InterruptedException("asked to stop")));
        });

        // Then
        assertThat(starts).containsExactly(hour(0));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1H"})
    void shouldRejectAnIntervalThatIsNotPositive(Duration interval) {
        assertThatThrownBy(() -> new TrainingLoop(interval, Duration.ZERO, () -> now, pause -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interval must be greater than 0, but is " + interval);
    }

    /** Trains a few times with a clock that only sleeping and training advance. */
    private void trainEvery(Duration every, Supplier<TrainingOutcome> training) {
        new TrainingLoop(every, jitter, () -> now, pause -> {
                    now = now.plus(pause);
                    if (starts.size() == TURNS) {
                        throw new InterruptedException();
                    }
                })
                .run(() -> {
                    starts.add(now);
                    return training.get();
                });
    }

    private static Instant hour(int hour) {
        return Instant.EPOCH.plus(HOUR.multipliedBy(hour));
    }
}
