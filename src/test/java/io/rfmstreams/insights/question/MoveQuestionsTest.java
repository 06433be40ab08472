package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.segment.TestModels;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MoveQuestionsTest {

    private final TestTables tables = new TestTables().model(TestModels.byRecency(1, 30, 100));

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void shouldCountMovesAndCustomersOfThePeriod() {
        // Given
        tables.move("a", 1, 3, "fresh", "cool", "DOWN", "TIME")
                .move("b", 1, 3, "fresh", "cool", "DOWN", "TIME")
                .move("a", 2, 2, "cool", "fresh", "UP")
                .move("a", 3, 1, "fresh", "cool", "DOWN", "TIME")
                .move("c", 1, 31, "fresh", "cool", "DOWN", "TIME");

        // When
        Answer answer = tables.ask("flows");

        // Then
        assertThat(answer.summary())
                .containsEntry("moves", 4L)
                .containsEntry("customers", 2L)
                .containsEntry("up", 1L)
                .containsEntry("down", 3L)
                .containsEntry("to", "2026-06-30T00:00:00.001Z");
        assertThat(answer.table().row(0))
                .containsEntry("fromName", "Fresh")
                .containsEntry("toName", "Cool")
                .containsEntry("reason", "TIME")
                .containsEntry("moves", 3L)
                .containsEntry("customers", 2L);
    }

    @Test
    void shouldTakeTheStartOfAPeriodAndNotItsEnd() {
        // Given
        tables.move("a", 1, 10, "fresh", "cool", "DOWN").move("b", 1, 5, "fresh", "cool", "DOWN");

        // When
        Answer answer = tables.ask(
                "flows",
                "from",
                Timestamps.format(TestTables.daysAgo(10)),
                "to",
                Timestamps.format(TestTables.daysAgo(5)));

        // Then
        assertThat(answer.summary()).containsEntry("moves", 1L);
        assertThatThrownBy(() -> tables.ask("flows", "from", "2027-01-01T00:00:00Z"))
                .hasMessage("from must be before to");
    }

    @Test
    void shouldShowWhatChangedForTheCustomersOfASegment() {
        // Given
        tables.customer("a", "cool", 40, 1, "10")
                .order("a", "1", 400, "7")
                .order("a", "2", 380, "3")
                .order("a", "3", 40, "10")
                .move("a", 1, 10, "fresh", "cool", "DOWN");

        // When
        Answer answer = tables.ask("segment-changes", "segment", "cool", "days", "30");

        // Then
        Map<String, @Nullable Object> row = answer.table().row(0);
        assertThat(row)
                .containsEntry("segmentThen", "fresh")
                .containsEntry("segmentThenName", "Fresh")
                .containsEntry("recencyDaysThen", 10.0)
                .containsEntry("recencyDays", 40.0)
                .containsEntry("frequencyThen", 2.0)
                .containsEntry("frequency", 1.0)
                .containsEntry("monetaryThen", 13.0)
                .containsEntry("monetary", 10.0);
    }

    @Test
    void shouldFindCustomersWhoseRecencyGrewWhileTheirOrdersStayedFlat() {
        // Given
        tables.customer("flat", "fresh", 25, 1, "10")
                .order("flat", "1", 40, "5")
                .order("flat", "2", 25, "5");
        tables.customer("silent", "fresh", 42, 1, "10").order("silent", "1", 42, "10");
        tables.customer("more", "fresh", 12, 3, "10").order("more", "1", 31, "5");

        // When
        Answer answer = tables.ask("trends", "segment", "fresh");

        // Then
        assertThat(answer.table().column("customerId")).containsExactly("flat", "silent");
        assertThat(answer.table().column("recencyDaysThen")).containsExactly(10L, 12L);
        assertThat(answer.table().column("recencyGrowth")).containsExactly(15L, 30L);
    }

    @Test
    void shouldCompareWhatPrecededAMoveWithThoseWhoStayed() {
        // Given
        tables.move("up", 1, 10, "cool", "fresh", "UP")
                .order("up", "1", 12, "50")
                .order("up", "2", 15, "30")
                .order("up", "3", 50, "1000")
                .customer("stayed", "cool", 100, 1, "10")
                .order("stayed", "1", 100, "10");

        // When
        Answer answer = tables.ask("flow", "from", "cool", "to", "fresh");

        // Then
        assertThat(answer.table().column("group")).containsExactly("moved", "stayed");
        assertThat(answer.table().column("orders")).containsExactly(2.0, 0.0);
        assertThat(answer.table().column("spend")).containsExactly(80.0, 0.0);
        assertThat(answer.table().column("offerShare")).containsExactly(null, null);
        assertThat(answer.table().column("frequency")).containsExactly(2.0, 1.0);
    }

    @Test
    void shouldKnowTheSegmentsOfEarlierModels() {
        // Given
        tables.model(TestModels.byFrequency(2, 2))
                .model(TestModels.byRecency(3, 30, 100))
                .move("a", 1, 10, "occasional", "regular", "UP");

        // When
        Answer answer = tables.ask("flow", "from", "occasional", "to", "regular");

        // Then
        assertThat(answer.summary()).containsEntry("moves", 1L);
        assertThat(answer.table().column("group")).containsExactly("moved");
    }

    @Test
    void shouldShowAFadingAlertWithoutADirection() {
        // Given
        tables.order("a", "o1", 50, "12.5").alert("a", "FADING", 20, "fresh", "fresh", 0.4);

        // When
        Answer answer = tables.ask("timeline", "id", "a", "type", "alert");

        // Then
        assertThat(answer.table().column("direction")).containsOnlyNulls().hasSize(1);
    }

    @Test
    void shouldShowTheTimelineOfACustomer() {
        // Given
        tables.order("a", "o1", 50, "12.5")
                .move("a", 1, 50, null, "fresh", "NEW", "FIRST_PURCHASE")
                .alert("a", "SLIPPED", 20, "fresh", "cool", 0.4)
                .order("b", "o2", 1, "1");

        // When
        Answer answer = tables.ask("timeline", "id", "a");

        // Then
        assertThat(answer.summary())
                .containsEntry("moves", 1L)
                .containsEntry("alerts", 1L)
                .containsEntry("orders", 1L)
                .containsEntry("offers", 0L);
        assertThat(answer.table().column("type")).containsExactly("alert", "change", "order");
        assertThat(answer.table().column("toName")).containsExactly("Cool", "Fresh", null);
        assertThat(answer.table().column("direction")).containsExactly("DOWN", "NEW", null);
        assertThat(tables.ask("timeline", "id", "a", "type", "order").total()).isOne();
        assertThatThrownBy(() -> tables.ask("timeline", "id", "nobody"))
                .isInstanceOfSatisfying(QuestionException.class, failed -> assertThat(failed.error())
                        .isEqualTo(QuestionError.UNKNOWN_CUSTOMER));
    }
}
