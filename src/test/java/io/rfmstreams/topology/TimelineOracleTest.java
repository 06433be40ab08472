package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.demo.DataFormat;
import io.rfmstreams.demo.DataSet;
import io.rfmstreams.demo.DataSets;
import io.rfmstreams.demo.Generator;
import io.rfmstreams.demo.GeneratorOptions;
import io.rfmstreams.demo.RefundPolicy;
import io.rfmstreams.demo.SourceRecord;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Compares all moves of whole data sets, and of the months after their end, with those of a simple oracle. */
class TimelineOracleTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long YEAR = 365 * DAY;
    private static final long AFTERWARDS = 300 * DAY;
    private static final Rules DEFAULTS = new Rules(YEAR, 2, 30 * DAY, 0.25, true);

    @Test
    void shouldMakeTheSameMovesForTheLabWithOneModel() {
        assertSameMoves(DataSets.lab(), DEFAULTS, null);
    }

    @Test
    void shouldMakeTheSameMovesForTheLabAcrossAModelChange() {
        assertSameMoves(DataSets.lab(), DEFAULTS, TestModels.shoppers(2, Window.ofDays(365), 0.4));
    }

    @Test
    void shouldMakeTheSameMovesForTheLabWithHysteresisAndALifetimeWindow() {
        assertSameMoves(DataSets.lab(), new Rules(YEAR, 3, 60 * DAY, 1, false), null);
        assertSameMoves(DataSets.lab(), new Rules(0, 1, 0, 0, false), TestModels.shoppers(2, Window.LIFETIME, 0.4));
    }

    @Test
    void shouldMakeTheSameMovesForOnlineRetailWithOneModel() {
        assertSameMoves(onlineRetail(), DEFAULTS, null);
    }

    @Test
    void shouldMakeTheSameMovesForOnlineRetailAcrossAModelChange() {
        assertSameMoves(onlineRetail(), DEFAULTS, TestModels.shoppers(2, Window.ofDays(365), 0.4));
    }

    @Test
    void shouldMakeTheSameMovesForShoppersWithRefunds() {
        long end = Instant.parse("2024-06-01T00:00:00Z").toEpochMilli();
        DataSet shoppers = new Generator(new GeneratorOptions(400, 7)).history(8_000, end, Duration.ofDays(600));
        assertSameMoves(shoppers, DEFAULTS, TestModels.shoppers(2, Window.ofDays(365), 0.4));
        assertSameMoves(shoppers, new Rules(40 * DAY, 3, 60 * DAY, 1, true), null);
        assertSameMoves(shoppers, new Rules(0, 2, 30 * DAY, 0, true), null);
    }

    /** The other model is activated after half of the records. */
    private static void assertSameMoves(DataSet data, Rules rules, @Nullable SegmentationModel other) {
        // Given
        Window window = rules.window() == 0 ? Window.LIFETIME : new Window(rules.window());
        SegmentationModel model = TestModels.shoppers(1, window, 0);
        List<SourceRecord> records = new ArrayList<>(data.records());
        records.sort(Comparator.comparingLong(SourceRecord::time));
        int half = records.size() / 2;
        long end = records.get(records.size() - 1).time() + AFTERWARDS;

        // When
        Map<String, List<String>> moves = moves(records, rules, window, model, other, half, end);

        // Then
        Map<String, TimelineOracle> oracles = new TreeMap<>();
        for (int i = 0; i < records.size(); i++) {
            SourceRecord.Event event = (SourceRecord.Event) records.get(i);
            if (i == half && other != null) {
                long at = records.get(i - 1).time();
                oracles.values().forEach(customer -> customer.activate(other, at));
            }
            SegmentationModel inForce = i >= half && other != null ? other : model;
            oracles.computeIfAbsent(event.customerId(), id -> new TimelineOracle(rules, inForce))
                    .apply(event.event());
        }
        Map<String, List<String>> expected = new TreeMap<>();
        oracles.forEach((customerId, customer) -> {
            customer.advanceTo(end);
            if (!customer.moves().isEmpty()) {
                expected.put(customerId, customer.moves());
            }
        });
        assertThat(moves).isEqualTo(expected);
        assertThat(moves.values().stream().mapToInt(List::size).sum()).isGreaterThan(2 * moves.size());
    }

    /** Returns the moves of the topology. Ticks advance its clock, and its timers fire from time to time. */
    private static Map<String, List<String>> moves(
            List<SourceRecord> records,
            Rules rules,
            Window window,
            SegmentationModel model,
            @Nullable SegmentationModel other,
            int half,
            long end) {
        SegmentRules segments = new SegmentRules(
                new ColdStart(rules.coldOrders(), rules.coldPeriod()),
                rules.hysteresis(),
                rules.monotone() ? DirectionRule.MONOTONE : DirectionRule.FREE);
        Map<String, List<String>> moves = new TreeMap<>();
        try (TopologyFixture topology =
                new TopologyFixture(TopologyFixture.rules(ClockMode.EVENT, window, segments, 500))) {
            topology.activate(model);
            for (int i = 0; i < records.size(); i++) {
                if (i == half && other != null) {
                    topology.activate(other);
                }
                SourceRecord.Event event = (SourceRecord.Event) records.get(i);
                topology.send(event.customerId(), event.event());
                if (i % 100 == 0) {
                    topology.advanceWallClock(Duration.ofMillis(500));
                }
            }
            topology.tick(Instant.ofEpochMilli(end).toString());
            topology.advanceUntilIdle();
            for (JsonNode change : topology.changes()) {
                long at = Instant.parse(change.path("occurredAt").asText()).toEpochMilli();
                moves.computeIfAbsent(change.path("customerId").asText(), id -> new ArrayList<>())
                        .add(at + " " + change.path("from").path("id").asText() + " "
                                + change.path("to").path("id").asText());
            }
        }
        return moves;
    }

    private static DataSet onlineRetail() {
        Path file = Path.of("..", "shared", "data", "online-retail.csv.gz");
        Assumptions.assumeTrue(Files.exists(file), "the reference data is not here");
        return DataSets.read(file, DataFormat.ONLINE_RETAIL, RefundPolicy.KEEP, line -> {});
    }
}
