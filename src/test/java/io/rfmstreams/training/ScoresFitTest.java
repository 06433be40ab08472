package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.CustomerScores;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Scores;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        assertThat(highValues).containsExactly(7.0, 12.0);
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
    void shouldTakeTheLowerOfTheTwoClosestValuesAsAQuantile() {
        Trials.run(200, random -> {
            // Given
            int[] days = random.ints(1 + random.nextInt(40), 0, 1_001).toArray();
            Customers customers = TestCustomers.of(IntStream.range(0, days.length)
                    .mapToObj(i -> new CustomerRfm("c" + i, new Rfm(days[i], 1, Money.ZERO)))
                    .toList());

            // When
            FeatureDistribution distribution = FeatureDistribution.of(customers, Feature.RECENCY);

            // Then
            int[] sorted = Arrays.stream(days).sorted().toArray();
            for (int percent : new int[] {20, 40, 60, 75, 80}) {
                BigDecimal rank = BigDecimal.valueOf(percent, 2).multiply(BigDecimal.valueOf(days.length - 1L));
                assertThat(distribution.lowerQuantile(percent)).isEqualTo(sorted[rank.intValue()]);
            }
        });
    }

    @Test
    void shouldScoreOnlineRetailAsTheReference() {
        // Given
        List<CustomerRfm> customers = ReferenceData.customers("online-retail");

        // When
        Scores scores = scores(TestCustomers.of(customers));

        // Then
        assertThat(column(customers, scores, score -> score.recency())).isEqualTo(reference("r_score"));
        assertThat(column(customers, scores, score -> score.frequency())).isEqualTo(reference("f_score"));
        assertThat(column(customers, scores, score -> score.monetary())).isEqualTo(reference("m_score"));
        assertThat(column(customers, scores, score -> score.highValue() ? 1 : 0))
                .isEqualTo(reference("high_value"));
    }

    @Test
    void shouldGiveEqualCustomersEqualScores() {
        // Given
        List<CustomerRfm> customers = ReferenceData.customers("online-retail");

        // When
        Scores scores = scores(TestCustomers.of(customers));

        // Then
        assertThat(customers.stream()
                        .collect(Collectors.groupingBy(
                                CustomerRfm::rfm,
                                Collectors.mapping(each -> scores.of(RfmPoint.of(each.rfm())), Collectors.toSet())))
                        .values())
                .allSatisfy(same -> assertThat(same).hasSize(1));
    }

    private static Map<String, String> column(
            List<CustomerRfm> customers, Scores scores, ToIntFunction<CustomerScores> value) {
        return customers.stream()
                .collect(Collectors.toMap(
                        CustomerRfm::customerId,
                        each -> String.valueOf(value.applyAsInt(scores.of(RfmPoint.of(each.rfm()))))));
    }

    private static Map<String, String> reference(String column) {
        return ReferenceData.column("online-retail-scores-by-cut.csv", column);
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
                                .map(sorted -> List.of(20, 40, 60, 80).stream()
                                        .map(sorted::lowerQuantile)
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
