package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.files.SourceRecord;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private static final long END = Instant.parse("2024-12-31T00:00:00Z").toEpochMilli();
    private static final Duration SPAN = Duration.ofDays(365);

    @Test
    void shouldGenerateTheSameHistoryForTheSameSeed() {
        // When
        DataSet once = history(50, 1_000, 7);
        DataSet again = history(50, 1_000, 7);

        // Then
        assertThat(values(once)).isEqualTo(values(again)).isNotEqualTo(values(history(50, 1_000, 8)));
    }

    @Test
    void shouldRespectTheOptions() {
        Trials.run(50, random -> {
            // Given
            int customers = random.nextInt(8) == 0 ? 1 : 1 + random.nextInt(200);
            int events = random.nextInt(8) == 0 ? 0 : random.nextInt(501);
            long seed = random.nextLong();

            // When
            DataSet data = history(customers, events, seed);

            // Then
            assertThat(data.records())
                    .hasSize(events)
                    .allMatch(source -> source.time() <= END)
                    .allMatch(source -> source.time() >= END - SPAN.toMillis());
            assertThat(data.records().stream().map(GeneratorTest::id)).doesNotHaveDuplicates();
        });
    }

    @Test
    void shouldRefundAfterTheOrderAndConcentrateOrders() {
        // When
        DataSet data = history(500, 10_000, 1);

        // Then
        Map<String, Long> ordered = new HashMap<>();
        Map<String, Integer> orders = new HashMap<>();
        int refunds = 0;
        for (SourceRecord source : data.records()) {
            SourceRecord.Event event = (SourceRecord.Event) source;
            if (event.event() instanceof Refund refund) {
                refunds++;
                assertThat(ordered.get(refund.orderId()))
                        .isGreaterThanOrEqualTo(refund.amount().units());
            } else {
                ordered.put(event.event().orderId(), event.event().amount().units());
                orders.merge(event.customerId(), 1, Integer::sum);
            }
        }
        List<Integer> busiest = new ArrayList<>(orders.values());
        busiest.sort((a, b) -> Integer.compare(b, a));
        assertThat(refunds).isEqualTo(200);
        assertThat(orders.values()).contains(1);
        assertThat(busiest.subList(0, 50).stream().mapToInt(count -> count).sum())
                .isGreaterThan(2_500);
    }

    @Test
    void shouldDateALiveStreamByTheClock() {
        // Given
        Clock clock = Clock.fixed(Instant.ofEpochMilli(END), ZoneOffset.UTC);
        Iterator<SourceRecord> live = new Generator(new GeneratorOptions(20, 3)).live(clock);

        // When
        List<SourceRecord> events = new ArrayList<>();
        while (events.size() < 2_000) {
            events.add(live.next());
        }

        // Then
        assertThat(events).allMatch(source -> source.time() == END);
        assertThat(events.stream().map(GeneratorTest::id)).doesNotHaveDuplicates();
        assertThat(events).anyMatch(source -> id(source).endsWith("-r"));
    }

    private static DataSet history(int customers, int events, long seed) {
        return new Generator(new GeneratorOptions(customers, seed)).history(events, END, SPAN);
    }

    private static List<String> values(DataSet data) {
        return data.records().stream()
                .map(source -> new String(source.value(), UTF_8))
                .toList();
    }

    private static String id(SourceRecord source) {
        SourceRecord.Event event = (SourceRecord.Event) source;
        return event.event() instanceof Refund refund
                ? refund.refundId()
                : Objects.requireNonNull(event.event().orderId());
    }
}
