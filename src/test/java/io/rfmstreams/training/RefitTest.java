package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of segments over refits while customers buy, become inactive and join. */
class RefitTest {

    private static final int REFITS = 20;
    private static final double MAX_MOVED = 0.02;

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void shouldKeepNamesOverRefitsOfDriftingCustomers(int k) {
        // Given
        TrainingOptions options = TrainingOptions.DEFAULTS.withK(k).withRestarts(20);
        Drift drift = new Drift(4_000, 11);
        SegmentationModel parent = train(drift.customers(), options, Optional.empty(), 1);
        List<Double> moved = new ArrayList<>();
        List<String> unfounded = new ArrayList<>();

        // When
        for (int refit = 1; refit <= REFITS; refit++) {
            drift.advanceWeek();
            Customers customers = drift.customers();
            SegmentationModel model = train(customers, options, Optional.of(parent), refit + 1);
            moved.add(movedShare(model));
            unfounded.addAll(unfoundedNames(parent, model, customers));
            parent = model;
        }

        // Then
        assertThat(moved.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .isLessThan(MAX_MOVED);
        assertThat(unfounded).isEmpty();
    }

    private static SegmentationModel train(
            Customers customers, TrainingOptions options, Optional<SegmentationModel> parent, int version) {
        TrainingRun run = new TrainingRun(version, 0, 0, Window.ofDays(365), Map.of());
        return new Trainer(InstantSource.system()).train(customers, options, parent, run);
    }

    /** Returns the share that the model reports. */
    private static double movedShare(SegmentationModel model) {
        return model.checks().stream()
                .filter(check -> check.name().equals("moved-share"))
                .mapToDouble(ModelCheck::value)
                .findFirst()
                .orElseThrow();
    }

    /** Returns renamed segments whose former archetype is nearer than the new one or farther by less than the margin. */
    private static List<String> unfoundedNames(SegmentationModel before, SegmentationModel after, Customers customers) {
        List<String> unfounded = new ArrayList<>();
        CustomerClustering clustering = CustomerClustering.of(
                PreparedCustomers.of(
                                customers,
                                FeatureTransforms.DEFAULTS,
                                after.features().recency().scaling())
                        .scaled(),
                after.segments().stream().map(Segment::centroid).toList());
        List<Cluster> clusters = new ClusterSummary(customers, clustering).clusters();
        for (int i = 0; i < clusters.size(); i++) {
            Segment segment = after.segments().get(i);
            PercentileProfile percentiles = clusters.get(i).percentiles();
            Optional.ofNullable(segment.origin().continues())
                    .flatMap(before::segment)
                    .filter(old -> !old.name().equals(segment.name()))
                    .filter(old -> stillFits(old.name(), percentiles))
                    .ifPresent(old -> unfounded.add(old.name() + " -> " + segment.name()));
        }
        return unfounded;
    }

    private static boolean stillFits(String name, PercentileProfile percentiles) {
        Archetype own =
                Archetypes.DEFAULTS.labelled(SegmentName.parse(name).label()).orElseThrow();
        double nearest = Archetypes.DEFAULTS.nearest(percentiles, false).distance(percentiles);
        return own.distance(percentiles) - nearest < ArchetypeNaming.MARGIN;
    }

    /** Customers of four groups. Each week some become inactive for good and new ones join. */
    private static final class Drift {

        private static final double[] ORDERS_A_WEEK = {0.5, 0.25, 0.12, 0.05};
        private static final double[] ORDER_VALUE = {180, 95, 60, 40};
        private static final int YEAR = 52;

        private final Random random;
        private final List<Integer> groups = new ArrayList<>();
        private final Map<Integer, Integer> inactiveSince = new HashMap<>();
        private final List<List<WeeklyOrder>> orders = new ArrayList<>();
        private int week;

        Drift(int customers, long seed) {
            random = new Random(seed);
            IntStream.range(0, customers).forEach(i -> join());
            IntStream.range(0, 2 * YEAR).forEach(i -> advanceWeek());
        }

        void advanceWeek() {
            week++;
            IntStream.range(0, groups.size() / 150).forEach(i -> join());
            for (int customer = 0; customer < groups.size(); customer++) {
                if (random.nextDouble() < 0.008) {
                    inactiveSince.putIfAbsent(customer, week);
                }
                if (!inactiveSince.containsKey(customer) && random.nextDouble() < rate(customer)) {
                    buy(customer);
                }
            }
        }

        Customers customers() {
            CustomerTable table = new CustomerTable();
            for (int customer = 0; customer < groups.size(); customer++) {
                List<WeeklyOrder> all = orders.get(customer);
                List<WeeklyOrder> kept =
                        all.stream().filter(order -> week - order.week() < YEAR).toList();
                int days = 7 * (week - all.get(all.size() - 1).week()) + customer % 7;
                Money spent = kept.stream().map(WeeklyOrder::amount).reduce(Money.ZERO, Money::plus);
                table.put("c" + customer, new Rfm(days, kept.size(), spent));
            }
            return table.toCustomers();
        }

        /** Returns the probability that a customer orders in the present week; it is higher before Christmas. */
        private double rate(int customer) {
            double season = week % YEAR > 44 ? 1.6 : 1;
            return ORDERS_A_WEEK[groups.get(customer)] * season;
        }

        private void join() {
            double kind = random.nextDouble();
            groups.add(kind < 0.15 ? 0 : kind < 0.45 ? 1 : kind < 0.75 ? 2 : 3);
            orders.add(new ArrayList<>());
            buy(groups.size() - 1);
        }

        private void buy(int customer) {
            double amount = ORDER_VALUE[groups.get(customer)] * Math.exp(0.5 * random.nextGaussian());
            orders.get(customer).add(new WeeklyOrder(week, new Money(Math.round(amount * 10_000))));
        }

        private record WeeklyOrder(int week, Money amount) {}
    }
}
