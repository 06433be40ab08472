package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SummaryJsonTest {

    @Test
    void shouldNestCountersByTheirDottedNames() {
        // Given
        Map<String, Long> counts = new TreeMap<>(Map.ofEntries(
                Map.entry("orders", 20L),
                Map.entry("customers", 7L),
                Map.entry("duplicates", 3L),
                Map.entry("conflictingDuplicates", 1L),
                Map.entry("expiredOnArrival", 6L),
                Map.entry("refunds.linked", 2L),
                Map.entry("refunds.unlinked", 1L),
                Map.entry("refunds.pending", 5L),
                Map.entry("refunds.ignored", 4L),
                Map.entry("deadLetters.bad-json", 5L),
                Map.entry("deadLetters.too-late", 6L),
                Map.entry("changes.FIRST_PURCHASE", 7L),
                Map.entry("changes.MODEL", 8L),
                Map.entry("alerts.SLIPPED", 9L)));

        // When
        JsonNode summary = SummaryJson.of(counts, Map.of("no-customer", 11L), 2);

        // Then
        assertThat(summary)
                .hasToString("{\"orders\":20,\"customers\":7,\"duplicates\":3,"
                        + "\"conflictingDuplicates\":1,\"expiredOnArrival\":6,"
                        + "\"refunds\":{\"linked\":2,\"unlinked\":1,\"pending\":5,\"ignored\":4},"
                        + "\"deadLetters\":{\"bad-json\":5,\"too-late\":6},"
                        + "\"dropped\":{\"no-customer\":11},"
                        + "\"changes\":{\"FIRST_PURCHASE\":7,\"MODEL\":8},"
                        + "\"alerts\":{\"SLIPPED\":9},\"models\":2}");
    }

    @Test
    void shouldHaveEveryPartWithoutEvents() {
        // Given
        Map<String, Long> counts = Map.of("deadLetters.bad-json", 0L, "changes.TIME", 0L, "refundsInExcess", 0L);

        // When
        JsonNode summary = SummaryJson.of(counts, Map.of(), 0);

        // Then
        assertThat(summary)
                .hasToString("{\"orders\":0,\"customers\":0,\"duplicates\":0,"
                        + "\"conflictingDuplicates\":0,\"expiredOnArrival\":0,"
                        + "\"refunds\":{\"linked\":0,\"unlinked\":0,\"pending\":0,\"ignored\":0},"
                        + "\"deadLetters\":{},\"dropped\":{},\"changes\":{},\"alerts\":{},\"models\":0}");
    }
}
