package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SizeForecastsTest {

    private final List<SizeForecast> computed = new ArrayList<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long now;
    private long cost = TimeUnit.SECONDS.toNanos(3);

    private final SizeForecasts forecasts = new SizeForecasts(this::compute, waiting::add, () -> now);

    private SizeForecast compute() {
        now += cost;
        SizeForecast forecast = new SizeForecast(new Answer.Context(now, false, null, null, null));
        computed.add(forecast);
        return forecast;
    }

    @Test
    void shouldAnswerAtOnceAfterARefresh() {
        // Given
        forecasts.refresh();

        // When
        SizeForecast answer = forecasts.get();

        // Then
        assertThat(computed).containsExactly(answer);
    }

    @Test
    void shouldGiveTheKeptForecastWhileALongOneIsComputed() {
        // Given
        forecasts.refresh();
        now += SizeForecasts.FRESH * cost;

        // When
        SizeForecast meanwhile = forecasts.get();
        waiting.remove().run();
        SizeForecast later = forecasts.get();

        // Then
        assertThat(computed).containsExactly(meanwhile, later);
    }

    @Test
    void shouldComputeOnceForManyQuestions() {
        // Given
        forecasts.refresh();
        now += SizeForecasts.FRESH * cost;

        // When
        forecasts.get();
        forecasts.get();

        // Then
        assertThat(waiting).hasSize(1);
    }

    @Test
    void shouldRefreshSeldomWithoutAQuestion() {
        // Given
        forecasts.refresh();
        now += SizeForecasts.FRESH * cost;

        // When
        forecasts.refresh();
        int early = computed.size();
        now += SizeForecasts.FRESH_WITHOUT_QUESTION * cost;
        forecasts.refresh();

        // Then
        assertThat(early).isEqualTo(1);
        assertThat(computed).hasSize(2);
    }

    @Test
    void shouldComputeAgainAfterAFailure() {
        // Given
        SizeForecasts failing = new SizeForecasts(
                () -> {
                    cost++;
                    if (cost % 2 == 0) {
                        throw new IllegalStateException("no tables");
                    }
                    return compute();
                },
                waiting::add,
                () -> now);
        cost = 1;

        // When
        assertThatThrownBy(failing::refresh).hasMessage("no tables");
        failing.refresh();

        // Then
        assertThat(failing.get()).isEqualTo(computed.get(0));
    }
}
