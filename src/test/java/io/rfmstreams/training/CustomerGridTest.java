package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomerGridTest {

    private static final Customers MANY = customers(60_000, 3);

    @Test
    void shouldBeExactForFewCustomers() {
        // Given
        Customers few = TestCustomers.of(SyntheticCustomers.of(500, 1));

        // When
        CustomerGrid grid = CustomerGrid.of(TransformedCustomers.of(few, FeatureTransforms.all(Transform.LOG1P)));

        // Then
        assertThat(grid.isExact()).isTrue();
        assertThat(grid.cells()).isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource(Transform.class)
    void shouldHaveExactMoments(Transform transform) {
        // Given
        double[] money = IntStream.range(0, MANY.size())
                .mapToDouble(i -> transform.apply(MANY.point(i).monetary()))
                .toArray();

        // When
        Moments moments = CustomerGrid.of(TransformedCustomers.of(MANY, FeatureTransforms.all(transform)))
                .moments(2);

        // Then
        assertThat(moments.min()).isEqualTo(StatUtils.min(money));
        assertThat(moments.max()).isEqualTo(StatUtils.max(money));
        assertThat(moments.mean() / StatUtils.mean(money)).isCloseTo(1, within(1e-12));
        assertThat(moments.populationDeviation() / Math.sqrt(StatUtils.populationVariance(money)))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldUseTheLowestLevelAtWhichAllCustomersFit() {
        // When
        CustomerGrid grid = CustomerGrid.of(TransformedCustomers.of(MANY, FeatureTransforms.all(Transform.LOG1P)));

        // Then
        assertThat(grid.isExact()).isFalse();
        assertThat(grid.cells()).isEqualTo(cellsOfOneTable()).isBetween(8_192, CustomerGrid.MAX_CELLS);
    }

    @ParameterizedTest
    @EnumSource(Transform.class)
    void shouldGiveAFitAsGoodAsTheOneOfAllCustomers(Transform transform) {
        // Given
        KMeansOptions options = new KMeansOptions(6, 10, 42, List.of());
        PreparedCustomers prepared = PreparedCustomers.of(MANY, FeatureTransforms.all(transform), Scaling.STANDARD);
        Points all = Points.of(IntStream.range(0, MANY.size())
                .mapToObj(i -> prepared.scaled().point(i))
                .toList());
        double exact = KMeans.fit(all, options).inertia();

        // When
        CustomerClustering clustering = prepared.cluster(options);

        // Then
        assertThat(clustering.inertia() / exact).isLessThan(1.001);
    }

    private static int cellsOfOneTable() {
        TransformedCustomers transformed = TransformedCustomers.of(MANY, FeatureTransforms.all(Transform.LOG1P));
        CellTable table = new CellTable(CustomerGrid.MAX_CELLS, 0);
        for (int i = 0; i < MANY.size(); i++) {
            table.add(transformed.bins(i) >>> table.level(), 0, 1, 0, 0, 0);
        }
        return table.size();
    }

    /** Returns customers of three overlapping groups. */
    private static Customers customers(int count, long seed) {
        Random random = new Random(seed);
        int[] days = new int[count];
        int[] orders = new int[count];
        long[] units = new long[count];
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(3);
            days[i] = (int) (Math.exp(random.nextGaussian()) * (kind + 1) * 40);
            orders[i] = 1 + (int) (Math.exp(random.nextGaussian() * 0.7) * (3 - kind) * 3);
            units[i] = Math.round(Math.exp(random.nextGaussian() * 0.9) * orders[i] * 400_000);
        }
        return new Customers(days, orders, units, 0);
    }
}
