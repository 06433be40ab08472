package io.rfmstreams.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.files.OrderPart.Content;
import io.rfmstreams.rfm.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OrderSumsTest {

    /** So small that a few parts are spilled to a file. */
    private static final long MEMORY = 500;

    private final Map<OrderKey, SourceRecord.Event> sent = new HashMap<>();
    private final Map<OrderKey, Long> firstLines = new HashMap<>();
    private final FileReading reading = new FileReading(this::accept, line -> {});

    @Property(tries = 300)
    void shouldAddUpTheLinesOfAnOrderWhereverTheyAre(@ForAll("parts") List<OrderPart> given) throws IOException {
        // Given
        sent.clear();
        List<OrderPart> parts = numbered(given);
        Map<OrderKey, List<OrderPart>> expected = new LinkedHashMap<>();
        parts.forEach(part ->
                expected.computeIfAbsent(part.key(), key -> new ArrayList<>()).add(part));

        // When
        try (OrderSums sums = sums(false)) {
            parts.forEach(sums::add);
            sums.end();
        }

        // Then
        assertThat(sent).hasSameSizeAs(expected);
        expected.forEach((key, lines) -> {
            BigDecimal sum =
                    lines.stream().map(part -> part.content().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
            SourceRecord.Event order = Objects.requireNonNull(sent.get(key));
            assertThat(order.event().amount()).isEqualTo(Money.of(sum));
            assertThat(order.time()).isEqualTo(lines.get(0).content().time());
            assertThat(order.currency()).isEqualTo(lines.get(0).content().currency());
            assertThat(firstLines).containsEntry(key, lines.get(0).line());
        });
    }

    @Test
    void shouldCountATotalThatComesAgainOnce() throws IOException {
        // When
        try (OrderSums sums = sums(true)) {
            List.of("30", "0", "30.00", "5").forEach(amount -> sums.add(part(amount, 0)));
            sums.end();
        }

        // Then
        assertThat(sent.values()).extracting(order -> order.event().amount()).containsExactly(Money.of("35"));
        assertThat(reading.counts().kept()).containsEntry("repeated-totals", 1L);
    }

    @Test
    void shouldLeaveOutAndCountABlockThatComesAgain() throws IOException {
        // When
        try (OrderSums sums = sums(false)) {
            sums.add(part("10", 7));
            sums.add(part("5", 8));
            sums.add(part("10", 7));
            sums.add(part("5", 8));
            sums.end();
        }

        // Then
        assertThat(sent.values()).extracting(order -> order.event().amount()).containsExactly(Money.of("15"));
        assertThat(reading.counts().dropped()).containsEntry("repeated-lines", 2L);
    }

    @Provide
    Arbitrary<List<OrderPart>> parts() {
        Arbitrary<OrderKey> keys = Combinators.combine(
                        Arbitraries.of("1", "10", "1 ", "é", "Z"), Arbitraries.of("c", "cc", "ü", "0"))
                .as(OrderKey::new);
        Arbitrary<Content> contents = Combinators.combine(
                        Arbitraries.longs().between(0, 2_000_000_000_000L),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, BigDecimal.valueOf(1_000_000))
                                .ofScale(6),
                        Arbitraries.of("EUR", "", "USD"))
                .as((time, amount, currency) ->
                        new Content(time, amount, BigDecimal.ZERO, currency.isEmpty() ? null : currency, false));
        return Combinators.combine(keys, contents)
                .as((key, content) -> new OrderPart(key, 0, 1, 0, content))
                .list()
                .ofMaxSize(60);
    }

    private OrderSums sums(boolean totals) {
        return new OrderSums(new EventSender(reading, RefundPolicy.KEEP), totals, new ExternalSort(MEMORY, 2));
    }

    private void accept(SourceRecord source, long line) {
        SourceRecord.Event order = (SourceRecord.Event) source;
        OrderKey key = new OrderKey(String.valueOf(order.event().orderId()), order.customerId());
        sent.put(key, order);
        firstLines.put(key, line);
    }

    private static List<OrderPart> numbered(List<OrderPart> parts) {
        List<OrderPart> numbered = new ArrayList<>();
        for (OrderPart part : parts) {
            numbered.add(new OrderPart(part.key(), numbered.size() + 2L, 1, 0, part.content()));
        }
        return numbered;
    }

    private static OrderPart part(String amount, long fingerprint) {
        Content content = new Content(5, new BigDecimal(amount), BigDecimal.ZERO, null, false);
        return new OrderPart(new OrderKey("o", "c"), 2, 1, fingerprint, content);
    }
}
