package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Scores;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoresFitTest {

    @Test
    void shouldCutAtTheQuintiles() {
        // Given
        List<RfmPoint> raw = IntStream.rangeClosed(0, 10)
                .mapToObj(i -> new RfmPoint(i, 10 * i, i == 0 ? 0 : 7))
                .toList();

        // When
        Scores scores = ScoresFit.fit(raw);

        // Then
        assertThat(scores.recency()).containsExactly(2.0, 4.0, 6.0, 8.0);
        assertThat(scores.frequency()).containsExactly(20.0, 40.0, 60.0, 80.0);
        assertThat(scores.monetary()).containsExactly(7.0, 7.0, 7.0, 7.0);
    }

    @Test
    void shouldScoreRecencyTheOtherWayRound() {
        // Given
        List<RfmPoint> lateIsFrequent = IntStream.rangeClosed(0, 10)
                .mapToObj(i -> new RfmPoint(i, i, 1))
                .toList();
        List<RfmPoint> freshIsFrequent = IntStream.rangeClosed(0, 10)
                .mapToObj(i -> new RfmPoint(10 - i, i, i))
                .toList();

        // When
        List<Double> highValues = List.of(lateIsFrequent, freshIsFrequent).stream()
                .map(raw -> ScoresFit.fit(raw).highValue())
                .toList();

        // Then
        assertThat(highValues).containsExactly(7.0, 12.5);
    }
}
