package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.demo.DataSet;
import io.rfmstreams.demo.DataSets;
import io.rfmstreams.demo.Generator;
import io.rfmstreams.demo.GeneratorOptions;
import io.rfmstreams.files.FileFormat;
import io.rfmstreams.files.FileOptions;
import io.rfmstreams.files.RefundPolicy;
import io.rfmstreams.files.SourceRecord;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.topology.TimelineOracle.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares all moves and FADING alerts of whole data sets, and of the months after their end, with those of a simple oracle. */
class TimelineOracleTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long YEAR = 365 * DAY;
    private static final long AFTERWARDS = 300 * DAY;
    private static final Rules DEFAULTS = new Rules(YEAR, 2, 30 * DAY, 0.25, true);

    @Test
    void shouldMakeTheSameMovesForTheLab() {
        assertSameMoves(DataSets.lab(), 1, DEFAULTS, TimelineOracleTest::everyQuarter);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "0, false", "0.25, false", "1, false"})
    void shouldMakeTheSameMovesForTheLabWithEveryRule(double hysteresis, boolean monotone) {
        Rules rules = new Rules(YEAR, 2, 30 * DAY, hysteresis, monotone);
        assertSameMoves(DataSets.lab(), 5, rules, TimelineOracleTest::everyQuarter);
    }

    @Test
    void shouldMakeTheSameMovesForTheLabWithALifetimeWindow() {
        assertSameMoves(DataSets.lab(), 5, new Rules(0, 1, 0, 0, false), TimelineOracleTest::everyQuarter);
    }

    @Test
    void shouldMakeTheSameMovesForOnlineRetail() {
        assertSameMoves(onlineRetail(), 1, DEFAULTS, TimelineOracleTest::everyQuarter);
    }

    @Test
    void shouldMakeTheSameMovesForShoppersWithRefunds() {
        long end = Instant.parse("2024-06-01T00:00:00Z").toEpochMilli();
        DataSet shoppers = new Generator(new GeneratorOptions(400, 7)).history(8_000, end, Duration.ofDays(600));
        assertSameMoves(shoppers, 1, DEFAULTS, TimelineOracleTest::everyQuarter);
        assertSameMoves(shoppers, 1, new Rules(40 * DAY, 3, 60 * DAY, 1, true), TimelineOracleTest::oneByDays);
        assertSameMoves(shoppers, 1, new Rules(0, 2, 30 * DAY, 0, true), TimelineOracleTest::oneByDays);
    }

    /** Models by the index of the record that they come before. */
    private interface Activations
            extends BiFunction<List<SourceRecord>, Window, NavigableMap<Integer, SegmentationModel>> {}

    private static NavigableMap<Integer, SegmentationModel> oneByDays(List<SourceRecord> records, Window window) {
        return new TreeMap<>(Map.of(0, TestModels.shoppersByDays(1, window, 0).withReturnModel(TestModels.returns(1))));
    }

    /** Every 90 days, with centroids that drift, and with another transform of recency and return probability each time. */
    private static NavigableMap<Integer, SegmentationModel> everyQuarter(List<SourceRecord> records, Window window) {
        NavigableMap<Integer, SegmentationModel> models = new TreeMap<>();
        long next = records.get(0).time();
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).time() >= next) {
                int version = models.size() + 1;
                double shift = version % 4 * 0.15;
                SegmentationModel model = version % 2 == 0
                        ? TestModels.shoppers(version, window, shift)
                        : TestModels.shoppersByDays(version, window, shift);
                models.put(i, model.withReturnModel(TestModels.returns(version)));
                next += 90 * DAY;
            }
        }
        return models;
    }

    /** Compares the moves of one in so many customers. */
    private static void assertSameMoves(DataSet data, int oneIn, Rules rules, Activations activations) {
        // Given
        Window window = rules.window() == 0 ? Window.LIFETIME : new Window(rules.window());
        List<SourceRecord> records = new ArrayList<>(data.records());
        records.removeIf(record ->
                Math.floorMod(((SourceRecord.Event) record).customerId().hashCode(), oneIn) != 0);
        records.sort(Comparator.comparingLong(SourceRecord::time));
        NavigableMap<Integer, SegmentationModel> models = activations.apply(records, window);
        long end = records.get(records.size() - 1).time() + AFTERWARDS;

        // When
        Map<String, Timeline> timelines = timelines(records, rules, window, models, end);

        // Then
        Map<String, TimelineOracle> oracles = new TreeMap<>();
        for (int i = 0; i < records.size(); i++) {
            SourceRecord.Event event = (SourceRecord.Event) records.get(i);
            SegmentationModel inForce = models.floorEntry(i).getValue();
            if (i > 0 && models.containsKey(i)) {
                long at = records.get(i - 1).time();
                oracles.values().forEach(customer -> customer.activate(inForce, at));
            }
            oracles.computeIfAbsent(event.customerId(), id -> new TimelineOracle(rules, inForce))
                    .apply(event.event());
        }
        Map<String, Timeline> expected = new TreeMap<>();
        oracles.forEach((customerId, customer) -> {
            customer.advanceTo(end);
            if (!customer.timeline().moves().isEmpty()) {
                expected.put(customerId, customer.timeline());
            }
        });
        assertThat(timelines).isEqualTo(expected);
        assertThat(timelines.values()).flatExtracting(Timeline::moves).hasSizeGreaterThan(2 * timelines.size());
        assertThat(timelines.values())
                .flatExtracting(Timeline::fadings)
                .as("FADING alerts")
                .hasSizeGreaterThan(timelines.size() / 10);
    }

    /** Returns what the topology does. Ticks advance its clock, and its timers fire from time to time. */
    private static Map<String, Timeline> timelines(
            List<SourceRecord> records,
            Rules rules,
            Window window,
            NavigableMap<Integer, SegmentationModel> models,
            long end) {
        SegmentRules segments = new SegmentRules(
                new ColdStart(rules.coldOrders(), rules.coldPeriod()),
                rules.hysteresis(),
                rules.monotone() ? DirectionRule.MONOTONE : DirectionRule.FREE);
        try (TopologyFixture topology =
                new TopologyFixture(TopologyFixture.rules(ClockMode.EVENT, window, segments, 500))) {
            for (int i = 0; i < records.size(); i++) {
                if (models.containsKey(i)) {
                    topology.activate(models.get(i));
                }
                SourceRecord.Event event = (SourceRecord.Event) records.get(i);
                topology.send(event.customerId(), event.event());
                if (i % 100 == 0) {
                    topology.advanceWallClock(Duration.ofMillis(500));
                }
            }
            topology.tick(Instant.ofEpochMilli(end).toString());
            topology.advanceUntilIdle();
            return Timeline.read(topology);
        }
    }

    private static DataSet onlineRetail() {
        Path file = Path.of("..", "shared", "data", "online-retail.csv.gz");
        Assumptions.assumeTrue(Files.exists(file), "the reference data is not here");
        return DataSets.read(
                file,
                FileOptions.defaults().withFormat(FileFormat.ONLINE_RETAIL).withRefunds(RefundPolicy.KEEP),
                line -> {});
    }
}
