package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.segment.TestModels;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OfferQuestionsTest {

    private final TestTables tables = new TestTables().model(TestModels.byRecency(1, 30, 100));

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void shouldFindCustomersWithoutAnOffer() {
        // Given
        tables.customer("recent", "fresh", 1, 2, "10")
                .customer("long-ago", "fresh", 1, 2, "10")
                .customer("never", "fresh", 1, 2, "10")
                .offer("recent", "spring", 89)
                .offer("long-ago", "spring", 90);

        // When
        Answer answer = tables.ask("segment-customers", "segment", "fresh", "noOfferDays", "90");

        // Then
        assertThat(answer.table().column("customerId")).containsExactly("long-ago", "never");
        assertThat(answer.table().column("lastOfferAt"))
                .containsExactly(TestTables.NOW.minus(Duration.ofDays(90)), null);
    }

    @Test
    void shouldCompareThoseWithAnOfferWithTheMostSimilarWithoutOne() {
        // Given: two with the offer; "like" is as they were, "other" is not, "promised" got another offer soon after.
        for (String id : new String[] {"a", "b", "like", "other", "promised"}) {
            tables.customer(id, "fresh", 10, 2, "20");
        }
        tables.order("a", "1", 100, "10")
                .order("b", "2", 100, "10")
                .order("like", "3", 101, "10")
                .order("other", "4", 150, "10")
                .order("promised", "5", 100, "10")
                .offer("a", "spring", 60)
                .offer("b", "spring", 60)
                .offer("promised", "summer", 40)
                .order("a", "6", 50, "10")
                .order("b", "7", 29, "10")
                .order("other", "8", 50, "10")
                .order("promised", "9", 50, "10");
        for (String id : new String[] {"a", "b", "like", "other", "promised"}) {
            tables.move(id, 1, id.equals("a") ? 50 : 20, "cool", "fresh", "UP");
        }

        // When
        Answer answer = tables.ask("offer-effect", "days", "30", "offer", "spring");

        // Then
        assertThat(answer.summary()).containsEntry("campaigns", 1).containsEntry("offered", 2L);
        assertThat(answer.table().row(0))
                .containsEntry("segment", "cool")
                .containsEntry("offered", 2L)
                .containsEntry("offeredReturned", 0.5)
                .containsEntry("offeredMovedUp", 0.5)
                .containsEntry("control", 2L)
                .containsEntry("controlReturned", 0.0)
                .containsEntry("controlMovedUp", 0.0)
                .containsEntry("returnedDifference", 0.5);
    }

    @Test
    void shouldLeaveOutOffersWhoseDaysHaveNotPassed() {
        // Given
        tables.customer("a", "fresh", 10, 2, "20").order("a", "1", 100, "10").offer("a", "spring", 29);

        // When
        Answer answer = tables.ask("offer-effect", "days", "30");

        // Then
        assertThat(answer.table().rows()).isEmpty();
    }
}
