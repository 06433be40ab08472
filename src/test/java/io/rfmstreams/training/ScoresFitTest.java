package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.Scores;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.junit.jupiter.api.Test;

class ScoresFitTest {

    @Test
    void shouldScoreLowRecencyHigh() {
        // Given
        Customers lateIsFrequent = customers(i -> new Rfm(i, i + 1, Money.of("1")));
        Customers freshIsFrequent = customers(i -> new Rfm(10 - i, i + 1, Money.of(String.valueOf(i))));

        // When
        List<Double> highValues = List.of(lateIsFrequent, freshIsFrequent).stream()
                .map(customers -> scores(customers).highValue())
                .toList();

        // Then
        assertThat(highValues).containsExactly(7.0, 12.5);
    }

    @Test
    void shouldCountTheSharesBetweenTheCutPoints() {
        // Given
        Customers customers = customers(i -> new Rfm(i, 1, Money.of("5")));
        List<List<Double>> cuts =
                List.of(List.of(2.0, 4.0, 6.0, 8.0), List.of(1.0, 1.0, 1.0, 1.0), List.of(1.0, 2.0, 3.0, 4.0));

        // When
        var shares = ScoresFit.of(customers, cuts).shares();

        // Then
        assertThat(shares.recency()).containsExactly(3 / 11.0, 2 / 11.0, 2 / 11.0, 2 / 11.0, 2 / 11.0);
        assertThat(shares.frequency()).containsExactly(1.0, 0.0, 0.0, 0.0, 0.0);
        assertThat(shares.monetary()).containsExactly(0.0, 0.0, 0.0, 0.0, 1.0);
    }

    @Test
    void shouldAgreeWithTheQuantilesOfCommonsMath() {
        Trials.run(200, random -> {
            // Given
            List<Integer> days =
                    random.ints(1 + random.nextInt(40), 0, 1_001).boxed().toList();
            Customers customers = TestCustomers.of(IntStream.range(0, days.size())
                    .mapToObj(i -> new CustomerRfm("c" + i, new Rfm(days.get(i), 1, Money.ZERO)))
                    .toList());
            Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
            percentile.setData(days.stream().mapToDouble(Integer::doubleValue).toArray());

            // When
            FeatureDistribution sorted = FeatureDistribution.of(customers, Feature.RECENCY);

            // Then
            for (double share : new double[] {0.2, 0.4, 0.6, 0.75, 0.8}) {
                assertThat(sorted.quantile(share)).isCloseTo(percentile.evaluate(100 * share), within(1e-9));
            }
        });
    }

    @Test
    void shouldGiveEqualValuesTheirMidRank() {
        // Given
        int[] values = {7, 3, 7, 1};
        Customers customers = TestCustomers.of(IntStream.range(0, values.length)
                .mapToObj(i -> new CustomerRfm("c" + i, new Rfm(values[i], 1, Money.ZERO)))
                .toList());

        // When
        FeatureDistribution sorted = FeatureDistribution.of(customers, Feature.RECENCY);

        // Then
        assertThat(Arrays.stream(values).mapToDouble(sorted::percentile)).containsExactly(0.75, 0.375, 0.75, 0.125);
    }

    private static Scores scores(Customers customers) {
        return ScoresFit.of(
                        customers,
                        Arrays.stream(Feature.values())
                                .map(feature -> FeatureDistribution.of(customers, feature))
                                .map(sorted -> List.of(0.2, 0.4, 0.6, 0.8).stream()
                                        .map(sorted::quantile)
                                        .toList())
                                .toList())
                .scores();
    }

    private static Customers customers(IntFunction<Rfm> rfm) {
        return TestCustomers.of(IntStream.rangeClosed(0, 10)
                .mapToObj(i -> new CustomerRfm("c" + i, rfm.apply(i)))
                .toList());
    }
}
