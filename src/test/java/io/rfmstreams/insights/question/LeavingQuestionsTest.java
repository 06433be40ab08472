package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.TestModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeavingQuestionsTest {

    private static final ReturnModel HALF = new ReturnModel(Duration.ofDays(60).toMillis(), 0, 0, 0, 0, null);

    private final TestTables tables =
            new TestTables().model(TestModels.byRecency(1, 30, 100).withReturnModel(HALF));

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void shouldFindWhoMovesDownWithinTheDays() {
        // Given
        tables.customer("soon", "fresh", 20, 2, "100", "cool", 10)
                .customer("gone", "cool", 351, 2, "300", "inactive", 14)
                .customer("later", "fresh", 5, 2, "100", "cool", 15)
                .customer("up", "cool", 20, 2, "100", "fresh", 3)
                .customer("new", "new", 20, 1, "100", "cool", 3)
                .customer("stays", "cold", 20, 1, "100");

        // When
        Answer answer = tables.ask("slipping", "days", "14");

        // Then
        assertThat(answer.table().column("customerId")).containsExactly("gone", "soon");
        assertThat(answer.table().column("nextSegmentName")).containsExactly("Inactive", "Cool");
        assertThat(answer.table().column("daysLeft")).containsExactly(14L, 10L);
        assertThat(answer.table().column("valueAtRisk")).containsExactly(150.0, 50.0);
        assertThat(answer.summary()).containsEntry("days", 14).containsEntry("customers", 2L);
        assertThat(String.valueOf(answer.summary().get("monetaryAtStake"))).isEqualTo("400");
        assertThat(tables.ask("slipping", "segment", "fresh").total()).isOne();
    }

    @Test
    void shouldTellWhetherAnAlertCameTrue() {
        // Given
        tables.alert("lost", "SLIPPED", 60, "fresh", "cool", 0.3)
                .alert("open", "SLIPPED", 59, "fresh", "cool", 0.3)
                .alert("returned", "SLIPPED", 100, "fresh", "cool", 0.3)
                .order("returned", "1", 40, "5")
                .alert("late", "SLIPPED", 100, "fresh", "cool", 0.3)
                .order("late", "2", 39, "5")
                .order("late", "3", 100, "5");

        // When
        Answer answer = tables.ask("alerts", "from", "2026-01-01T00:00:00Z", "sort", "raisedAt");

        // Then
        Map<Object, Object> outcomes = pairs(answer, "customerId", "outcome");
        assertThat(outcomes)
                .containsOnly(
                        Map.entry("lost", "lost"),
                        Map.entry("open", "open"),
                        Map.entry("returned", "returned"),
                        Map.entry("late", "lost"));
        assertThat(tables.ask("alerts", "from", "2026-01-01T00:00:00Z", "outcome", "lost")
                        .total())
                .isEqualTo(2);
        assertThat(tables.ask("alerts").total()).isZero();
    }

    @Test
    void shouldCountHowOftenAlertsCameTrueByKindAndSegment() {
        // Given
        tables.alert("a", "SLIPPED", 70, "fresh", "cool", 0.2)
                .alert("b", "SLIPPED", 80, "fresh", "cool", 0.4)
                .order("b", "1", 79, "5")
                .alert("c", "SLIPPED", 10, "fresh", "cool", 0.9)
                .order("c", "2", 5, "5")
                .alert("e", "SLIPPING", 10, "fresh", "cool", 0.9)
                .alert("d", "FADING", 90, "cool", "cool", 0.5);

        // When
        Answer answer = tables.ask("alert-precision");

        // Then
        assertThat(answer.table().column("kind")).containsExactly("FADING", "SLIPPED", "SLIPPING");
        assertThat(answer.table().row(1))
                .containsEntry("segmentName", "Fresh")
                .containsEntry("alerts", 2L)
                .containsEntry("cameTrue", 1L)
                .containsEntry("precision", 0.5)
                .containsEntry("predicted", 0.7)
                .containsEntry("open", 1L);
        assertThat(answer.table().row(2))
                .containsEntry("alerts", 0L)
                .containsEntry("precision", null)
                .containsEntry("open", 1L);
        assertThat(answer.summary())
                .containsEntry("horizonDays", 60)
                .containsEntry("alerts", 3L)
                .containsEntry("cameTrue", 2L);
    }

    @Test
    void shouldForecastTheSizesOfSegments() {
        // Given
        tables.customer("a", "fresh", 20, 2, "100", "cool", 10)
                .customer("b", "fresh", 5, 2, "100", "cool", 25)
                .customer("c", "cool", 350, 2, "100", "cold", 5);

        // When
        Answer answer = tables.ask("forecast", "days", "20", "step", "10");

        // Then
        assertThat(sizes(answer, "fresh")).containsExactly(2L, 1L, 1L);
        assertThat(sizes(answer, "cool")).containsExactly(1L, 1L, 1L);
        assertThat(sizes(answer, "cold")).containsExactly(0L, 1L, 0L);
        assertThat(sizes(answer, "inactive")).containsExactly(0L, 0L, 1L);
        assertThat(answer.summary()).containsEntry("leaving", 2L);
    }

    @Test
    void shouldEndTheForecastOnTheLastDay() {
        // Given
        tables.customer("a", "fresh", 20, 2, "100");

        // When
        Answer answer = tables.ask("forecast", "days", "10", "step", "7");

        // Then
        assertThat(answer.table().column("day")).containsExactly(0L, 7L, 10L);
    }

    private static List<Object> sizes(Answer answer, String segment) {
        List<Object> sizes = new ArrayList<>();
        for (int row = 0; row < answer.table().rows().size(); row++) {
            if (segment.equals(answer.table().row(row).get("segment"))) {
                sizes.add(String.valueOf(answer.table().row(row).get("customers")));
            }
        }
        return sizes.stream()
                .map(size -> (Object) Long.valueOf(size.toString()))
                .toList();
    }

    private static Map<Object, Object> pairs(Answer answer, String key, String value) {
        Map<Object, Object> pairs = new java.util.HashMap<>();
        for (int row = 0; row < answer.table().rows().size(); row++) {
            Map<String, @Nullable Object> cells = answer.table().row(row);
            pairs.put(String.valueOf(cells.get(key)), String.valueOf(cells.get(value)));
        }
        return pairs;
    }
}
