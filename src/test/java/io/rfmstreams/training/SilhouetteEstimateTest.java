package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.training.Silhouette.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The silhouettes of more customers than are compared one by one, against just that. */
class SilhouetteEstimateTest {

    private static final int CUSTOMERS = 20_000;
    private static final double[][] KINDS = {{5, 3.2, 6.5}, {30, 2.0, 5.2}, {90, 1.2, 4.2}, {250, 0.4, 3.4}};

    @ParameterizedTest
    @EnumSource(Transform.class)
    void shouldBeNearTheSilhouettesOfAllCustomers(Transform transform) {
        // Given
        PreparedCustomers customers =
                PreparedCustomers.of(TestCustomers.of(shoppers()), FeatureTransforms.all(transform), Scaling.STANDARD);
        List<List<RfmPoint>> clusterings = clusterings(customers);
        Points all = Points.of(IntStream.range(0, CUSTOMERS)
                .mapToObj(customers.scaled()::point)
                .toList());

        // When
        List<Estimate> estimates = Silhouette.of(customers, clusterings);

        // Then
        List<Estimate> exact = Silhouette.exact(all, clusterings);
        for (int i = 0; i < clusterings.size(); i++) {
            Estimate estimate = estimates.get(i);
            assertThat(estimate.mean()).isCloseTo(exact.get(i).mean(), within(0.001));
            assertThat(estimate.mean()).isCloseTo(exact.get(i).mean(), within(4 * estimate.standardError()));
            assertThat(estimate.standardError()).isBetween(0.00005, 0.0004);
        }
    }

    @Test
    void shouldNotDependOnTheOrderOfTheInput() {
        // Given
        List<CustomerRfm> shoppers = new ArrayList<>(shoppers());
        PreparedCustomers customers = PreparedCustomers.of(
                TestCustomers.of(shoppers), FeatureTransforms.all(Transform.LOG1P), Scaling.STANDARD);
        List<List<RfmPoint>> clusterings = clusterings(customers);
        Collections.shuffle(shoppers, new Random(3));

        // When
        PreparedCustomers shuffled = PreparedCustomers.of(
                TestCustomers.of(shoppers), FeatureTransforms.all(Transform.LOG1P), Scaling.STANDARD);

        // Then
        assertThat(Silhouette.of(shuffled, clusterings)).isEqualTo(Silhouette.of(customers, clusterings));
    }

    @Test
    void shouldGiveEveryGroupItsShareOfTheSample() {
        // Given
        PreparedCustomers customers = PreparedCustomers.of(
                TestCustomers.of(shoppers()), FeatureTransforms.all(Transform.LOG1P), Scaling.STANDARD);
        LabelledGroups groups = LabelledGroups.of(customers.scaled(), new PackedLabels(clusterings(customers)));

        // When
        int[] sample = StratifiedSample.of(CUSTOMERS, CUSTOMERS / 4, groups);

        // Then
        assertThat(sample).hasSize(CUSTOMERS / 4).doesNotHaveDuplicates();
        assertThat(IntStream.of(sample)).allMatch(customer -> customer >= 0 && customer < CUSTOMERS);
        assertThat(groups.keys()).hasSizeLessThanOrEqualTo(LabelledGroups.MAX_GROUPS);
        Map<CellKey, Long> taken =
                IntStream.of(sample).boxed().collect(Collectors.groupingBy(groups::key, Collectors.counting()));
        for (CellKey key : groups.keys()) {
            assertThat((double) taken.getOrDefault(key, 0L))
                    .isCloseTo(groups.group(key).customers() / 4.0, within(1.0));
        }
    }

    private static List<List<RfmPoint>> clusterings(PreparedCustomers customers) {
        return IntStream.of(2, 4, 7, 10)
                .mapToObj(k -> KMeans.fit(customers.points(), new KMeansOptions(k, 1, 42, List.of()))
                        .centroids())
                .toList();
    }

    /** Four kinds of shoppers whose spend is skewed. */
    private static List<CustomerRfm> shoppers() {
        Random random = new Random(7);
        return IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> new CustomerRfm("c" + i, rfm(KINDS[random.nextInt(KINDS.length)], random)))
                .toList();
    }

    private static Rfm rfm(double[] kind, Random random) {
        long recency = (long) Math.min(364, kind[0] * Math.exp(0.6 * random.nextGaussian()));
        int frequency = Math.max(1, (int) Math.round(Math.exp(kind[1] + 0.45 * random.nextGaussian())));
        return new Rfm(
                recency, frequency, new Money(100 * Math.round(Math.exp(kind[2] + 0.6 * random.nextGaussian()) * 100)));
    }
}
