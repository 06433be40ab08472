package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.segment.TestModels;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same records result in the same bytes of changes and alerts, however late timers fire. Only {@code late} depends on the time at
 * which an alert is written.
 */
class RepeatedRunTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = TopologyFixture.at("2022-01-01T00:00:00Z");
    private static final int EVENTS = 1_500;
    private static final int CUSTOMERS = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldGiveTheSameOutputsHoweverLateTimersFire(long seed) {
        // When
        List<Map<String, List<String>>> prompt = run(seed, 1);
        List<Map<String, List<String>>> late = run(seed, 97);
        List<Map<String, List<String>>> atTheEnd = run(seed, Integer.MAX_VALUE);

        // Then
        assertThat(late).isEqualTo(prompt);
        assertThat(atTheEnd).isEqualTo(prompt);
        assertThat(prompt.get(1).values().toString()).contains("\"late\":false");
        assertThat(prompt).allSatisfy(topic -> assertThat(topic).hasSizeGreaterThan(CUSTOMERS / 2));
    }

    /** Returns changes and alerts by customer. Timers fire after each of a number of records. */
    private static List<Map<String, List<String>>> run(long seed, int wakingEvery) {
        Random random = new Random(seed);
        SegmentRules segments =
                new SegmentRules(new ColdStart(2, 30 * DAY), seed % 2 == 0 ? 0.2 : 0, DirectionRule.MONOTONE);
        try (TopologyFixture topology =
                new TopologyFixture(TopologyFixture.rules(ClockMode.EVENT, Window.ofDays(365), segments, 7))) {
            long now = START;
            for (int i = 0; i < EVENTS; i++) {
                if (i % 400 == 100) {
                    topology.activate(TestModels.shoppers(1 + i / 400, Window.ofDays(365), i / 1_000.0));
                }
                now += (long) (-Math.log(random.nextDouble()) * DAY * 0.6);
                topology.send("c" + random.nextInt(CUSTOMERS), event(random, i, now));
                if (i % wakingEvery == wakingEvery - 1) {
                    topology.advanceWallClock(Duration.ofMillis(520));
                }
            }
            topology.tick(Instant.ofEpochMilli(now + 200 * DAY).toString());
            topology.advanceUntilIdle();
            return List.of(byCustomer(topology.read(TopicRole.CHANGES)), byCustomer(topology.read(TopicRole.ALERTS)));
        }
    }

    private static CustomerEvent event(Random random, int number, long now) {
        long at = random.nextInt(10) == 0 ? now - random.nextInt(20) * DAY : now;
        Money amount = new Money(1 + random.nextInt(3_000_000));
        return random.nextInt(12) == 0
                ? new Refund("r" + number, "o" + (number - random.nextInt(60)), amount, at)
                : new Purchase("o" + number, amount, at);
    }

    private static Map<String, List<String>> byCustomer(List<TestRecord<String, byte[]>> records) {
        Map<String, List<String>> values = new TreeMap<>();
        for (TestRecord<String, byte[]> record : records) {
            values.computeIfAbsent(record.key(), id -> new ArrayList<>())
                    .add(new String(record.value(), StandardCharsets.UTF_8).replace("\"late\":true", "\"late\":false"));
        }
        return values;
    }
}
