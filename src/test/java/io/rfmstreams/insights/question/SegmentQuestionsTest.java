package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.TestModels;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SegmentQuestionsTest {

    /** Logit of the probability: 2 − ln(1 + recency) + ln(1 + frequency) − ln(1 + monetary). */
    private static final ReturnModel RETURN =
            new ReturnModel(Duration.ofDays(60).toMillis(), 2, -1, 1, -1, null);

    private final TestTables tables =
            new TestTables().model(TestModels.byRecency(1, 30, 100).withReturnModel(RETURN));

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void shouldListEachSegmentOfTheModelByRankAndReservedOnesWithCustomers() {
        // Given
        tables.customer("a", "cool", 40, 3, "30").customer("b", "inactive", 400, 0, "0");

        // When
        Answer answer = tables.ask("segments");

        // Then
        assertThat(answer.table().column("segment")).containsExactly("fresh", "cool", "cold", "inactive");
        assertThat(answer.table().column("segmentName")).containsExactly("Fresh", "Cool", "Cold", "Inactive");
        assertThat(answer.table().column("customers")).containsExactly(0L, 1L, 0L, 1L);
        assertThat(answer.table().column("customersShare")).containsExactly(0.0, 0.5, 0.0, 0.5);
    }

    @Test
    void shouldDeriveRecencyProbabilityAndValueAtRiskFromTheLastTick() {
        // Given
        tables.customer("a", "fresh", 9, 3, "99");

        // When
        Map<String, @Nullable Object> row = tables.ask("customers").table().row(0);

        // Then
        double probability = 1 / (1 + Math.exp(-(2 - Math.log(10) + Math.log(4) - Math.log(100))));
        assertThat(row.get("recencyDays")).isEqualTo(9L);
        assertThat((Double) row.get("returnProbability")).isCloseTo(probability, within(1e-12));
        assertThat((Double) row.get("valueAtRisk")).isCloseTo(99 * (1 - probability), within(1e-4));
        assertThat((Double) row.get("averageOrderValue")).isEqualTo(33);
    }

    @Test
    void shouldGiveNoProbabilityToTheInactive() {
        // Given
        tables.customer("a", "inactive", 400, 0, "0");

        // When
        Map<String, @Nullable Object> row = tables.ask("customers").table().row(0);

        // Then
        assertThat(row.get("returnProbability")).isNull();
        assertThat(row.get("valueAtRisk")).isNull();
    }

    @Test
    void shouldCountTheChangeOfASegmentByTheMovesSince() {
        // Given
        tables.customer("a", "cool", 40, 3, "30")
                .customer("b", "cool", 50, 3, "30")
                .move("a", 1, 5, "fresh", "cool", "DOWN")
                .move("b", 1, 20, "fresh", "cool", "DOWN")
                .move("b", 0, 31, "cold", "fresh", "UP");

        // When
        Answer answer = tables.ask("segments");

        // Then
        assertThat(answer.table().column("customersChange7")).containsExactly(-1L, 1L, 0L);
        assertThat(answer.table().column("customersChange30")).containsExactly(-2L, 2L, 0L);
    }

    @Test
    void shouldSumWhatAllPagesHave() {
        // Given
        tables.customer("a", "fresh", 1, 2, "10.5")
                .customer("b", "fresh", 2, 2, "20")
                .customer("c", "fresh", 3, 2, "30");

        // When
        Answer answer = tables.ask("segment-customers", "segment", "fresh", "limit", "1", "offset", "1");

        // Then
        assertThat(answer.total()).isEqualTo(3);
        assertThat(answer.hasNext()).isTrue();
        assertThat(answer.summary()).containsEntry("customers", 3L);
        assertThat(String.valueOf(answer.summary().get("revenue"))).isEqualTo("60.5");
        assertThat(answer.table().column("customerId")).containsExactly("b");
    }

    @Test
    void shouldSortAndFilterCustomers() {
        // Given
        tables.customer("ab", "fresh", 1, 2, "10", "cool", 29)
                .customer("aa", "fresh", 5, 2, "20")
                .customer("ac", "cool", 35, 2, "30", "cold", 3)
                .customer("x", "cool", 35, 2, "30");

        // When
        Answer byNextChange = tables.ask("customers", "search", "a", "sort", "nextChangeAt");
        Answer byRecency = tables.ask("customers", "sort", "-recencyDays", "minMonetary", "20");

        // Then
        assertThat(byNextChange.table().column("customerId")).containsExactly("ac", "ab", "aa");
        assertThat(byRecency.table().column("customerId")).containsExactly("ac", "x", "aa");
    }

    @Test
    void shouldCompareASegmentWithAllActiveCustomers() {
        // Given
        tables.customer("a", "cool", 40, 1, "10")
                .customer("b", "cool", 60, 3, "50")
                .customer("c", "fresh", 2, 8, "240")
                .customer("d", "inactive", 400, 0, "0");

        // When
        Answer answer = tables.ask("segment", "segment", "cool");

        // Then
        assertThat(answer.summary()).containsEntry("segmentName", "Cool").containsEntry("customers", 2L);
        assertThat(answer.table().row(0))
                .containsEntry("feature", "recencyDays")
                .containsEntry("unit", "days")
                .containsEntry("segmentMean", 50.0)
                .containsEntry("allMean", 34.0);
        assertThat(answer.table().row(2)).containsEntry("segmentMean", 30.0).containsEntry("ratio", 0.3);
        assertThat(answer.table().row(2)).containsEntry("shareBelow", 1 / 3.0);
    }

    @Test
    void shouldAnswerWithoutAModel() {
        try (TestTables empty = new TestTables().customer("a", "unassigned", 1, 1, "10")) {
            // When
            Answer answer = empty.ask("segments");

            // Then
            assertThat(answer.context().modelVersion()).isNull();
            assertThat(answer.table().column("segment")).containsExactly("unassigned");
            assertThatThrownBy(() -> empty.ask("look-alikes", "id", "a"))
                    .isInstanceOfSatisfying(QuestionException.class, failed -> assertThat(failed.error())
                            .isEqualTo(QuestionError.NO_MODEL));
        }
    }

    /** With a window of all rows, DuckDB failed at about one of a hundred such questions. */
    @RepeatedTest(20)
    void shouldAnswerAgainAndAgain() {
        try (TestTables first = new TestTables()
                .customer("a", "unassigned", 1, 1, "40")
                .move("a", 1, 1, null, "unassigned", "NEW", "FIRST_PURCHASE")) {
            for (int i = 0; i < 10; i++) {
                // When
                Answer answer = first.ask("segments");

                // Then
                assertThat(answer.table().row(0)).containsEntry("customersShare", 1.0);
            }
        }
    }

    @Test
    void shouldKeepTheNameOfASegmentThatTheActiveModelDoesNotHave() {
        // Given
        tables.customer("a", "regular", 1, 2, "10");
        tables.model(TestModels.byFrequency(2, 2));
        tables.model(TestModels.byRecency(3, 30, 100));

        // When
        Map<String, @Nullable Object> row = tables.ask("customers").table().row(0);

        // Then
        assertThat(row.get("segmentName")).isEqualTo("Regular");
        assertThat(row.get("rank")).isNull();
    }
}
