package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.demo.ShopData;
import io.rfmstreams.demo.ShopData.Sale;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.topology.TimelineOracle.Rules;
import io.rfmstreams.training.CustomerTable;
import io.rfmstreams.training.Trainer;
import io.rfmstreams.training.TrainingOptions;
import io.rfmstreams.training.TrainingRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * All moves and FADING alerts of whole data sets, with linked refunds and a model trained every 90 days, against {@link TimelineOracle}. Takes a
 * sample of the customers, see {@link ShopData#sample}; the models are trained on all.
 */
class RefitTimelineTest {

    private static final int A_SAMPLE = 24;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Window WINDOW = Window.ofDays(365);
    private static final ColdStart COLD_START = new ColdStart(2, 30 * DAY);
    private static final long TRAINING_PERIOD = 90 * DAY;
    private static final long AFTERWARDS = 300 * DAY;
    private static final TrainingOptions TRAINING =
            TrainingOptions.DEFAULTS.withRestarts(5).withMinCustomers(50);
    private static final List<SegmentRules> RULES = DoubleStream.of(0, 0.25, 1)
            .boxed()
            .flatMap(hysteresis -> Stream.of(DirectionRule.values())
                    .map(direction -> new SegmentRules(COLD_START, hysteresis, direction)))
            .toList();

    @Test
    void shouldMakeTheSameMovesOfTheLabUnderAllRules() {
        assertSameMoves(ShopData.lab());
    }

    @Test
    void shouldMakeTheSameMovesOfOnlineRetailUnderAllRules() {
        assertSameMoves(ShopData.onlineRetail());
    }

    private static void assertSameMoves(List<Sale> all) {
        // Given
        NavigableMap<Long, SegmentationModel> models = models(all);
        List<Sale> sales = ShopData.sample(all, A_SAMPLE);
        long end = sales.get(sales.size() - 1).at() + AFTERWARDS;
        for (SegmentRules rules : RULES) {

            // When
            Map<String, Timeline> timelines = timelines(sales, models, rules, end);

            // Then
            Map<String, Timeline> expected = expected(sales, models, rules, end);
            assertThat(timelines.keySet()).isEqualTo(expected.keySet());
            assertThat(timelines)
                    .allSatisfy((customerId, own) ->
                            assertThat(own).as("%s under %s", customerId, rules).isEqualTo(expected.get(customerId)));
            assertThat(timelines.values()).flatExtracting(Timeline::moves).hasSizeGreaterThan(2 * timelines.size());
            assertThat(timelines.values())
                    .flatExtracting(Timeline::fadings)
                    .as("FADING alerts")
                    .hasSizeGreaterThan(timelines.size() / 10);
        }
        assertThat(models).hasSizeGreaterThan(3);
    }

    /** A model for every 90th day of the data set, fitted to what a plain list says of its customers then. */
    private static NavigableMap<Long, SegmentationModel> models(List<Sale> sales) {
        Trainer trainer = new Trainer(InstantSource.fixed(Instant.EPOCH));
        NavigableMap<Long, SegmentationModel> models = new TreeMap<>();
        long firstDay = Math.floorDiv(sales.get(0).at(), DAY) * DAY;
        long last = sales.get(sales.size() - 1).at();
        for (long time = firstDay + TRAINING_PERIOD; time <= last; time += TRAINING_PERIOD) {
            long asOf = time;
            List<Sale> before = sales.stream().filter(sale -> sale.at() < asOf).toList();
            CustomerTable table = new CustomerTable();
            ShopData.ends(before, WINDOW.millis(), asOf)
                    .forEach((customerId, state) -> table.put(customerId, state.rfm()));
            SegmentationModel model = trainer.train(
                    table.toCustomers(),
                    TRAINING,
                    Optional.ofNullable(
                            models.isEmpty() ? null : models.lastEntry().getValue()),
                    new TrainingRun(models.size() + 1, asOf, asOf, WINDOW, Map.of()));
            models.put(asOf, model.withReturnModel(TestModels.returns(model.version())));
        }
        return models;
    }

    private static Map<String, Timeline> timelines(
            List<Sale> sales, NavigableMap<Long, SegmentationModel> models, SegmentRules rules, long end) {
        try (TopologyFixture topology =
                new TopologyFixture(TopologyFixture.rules(ClockMode.EVENT, WINDOW, rules, 500))) {
            NavigableMap<Long, SegmentationModel> remaining = new TreeMap<>(models);
            for (int i = 0; i < sales.size(); i++) {
                while (!remaining.isEmpty()
                        && remaining.firstKey() <= sales.get(i).at()) {
                    Map.Entry<Long, SegmentationModel> due = remaining.pollFirstEntry();
                    topology.tick(Instant.ofEpochMilli(due.getKey()).toString());
                    topology.activate(due.getValue());
                }
                topology.send(sales.get(i).customerId(), sales.get(i).event());
                if (i % 100 == 0) {
                    topology.advanceWallClock(Duration.ofMillis(500));
                }
            }
            topology.tick(Instant.ofEpochMilli(end).toString());
            topology.advanceUntilIdle();
            return Timeline.read(topology);
        }
    }

    private static Map<String, Timeline> expected(
            List<Sale> sales, NavigableMap<Long, SegmentationModel> models, SegmentRules rules, long end) {
        Rules plainRules = new Rules(
                WINDOW.millis(),
                rules.coldStart().orders(),
                rules.coldStart().period(),
                rules.hysteresis(),
                rules.direction() == DirectionRule.MONOTONE);
        Map<String, TimelineOracle> customers = new TreeMap<>();
        NavigableMap<Long, SegmentationModel> remaining = new TreeMap<>(models);
        SegmentationModel active = null;
        for (Sale sale : sales) {
            while (!remaining.isEmpty() && remaining.firstKey() <= sale.at()) {
                Map.Entry<Long, SegmentationModel> due = remaining.pollFirstEntry();
                customers.values().forEach(customer -> customer.activate(due.getValue(), due.getKey()));
                active = due.getValue();
            }
            @Nullable SegmentationModel inForce = active;
            customers
                    .computeIfAbsent(sale.customerId(), id -> new TimelineOracle(plainRules, inForce))
                    .apply(sale.event());
        }
        Map<String, Timeline> expected = new TreeMap<>();
        customers.forEach((customerId, customer) -> {
            customer.advanceTo(end);
            if (!customer.timeline().moves().isEmpty()) {
                expected.put(customerId, customer.timeline());
            }
        });
        return expected;
    }
}
