package io.rfmstreams.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Taken.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the history against {@link PlainLedger}, which keeps every event for ever and adds up anew each time. */
class PurchaseHistoryPropertyTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final HistoryRules LONGER_WINDOW = HistoryRules.of(Window.ofDays(20), Duration.ofDays(8));
    private static final HistoryRules LONGER_MEMORY = HistoryRules.of(Window.ofDays(4), Duration.ofDays(12));

    /** One step: some hours later, with an event dated some hours before that. */
    record Step(int hoursLater, int hoursLate, boolean refund, int order, int cents) {}

    @Test
    void shouldEqualALedgerThatKeepsEverything() {
        Trials.run(2_000, random -> compare(steps(random), LONGER_WINDOW));
    }

    @Test
    void shouldEqualItWhereOrdersAreRememberedLongerThanTheyCount() {
        Trials.run(2_000, random -> compare(steps(random), LONGER_MEMORY));
    }

    private static void compare(List<Step> steps, HistoryRules rules) {
        // Given
        PurchaseHistory history = PurchaseHistory.EMPTY;
        PlainLedger ledger = new PlainLedger(rules);
        long now = 1_000_000 * HOUR;
        int number = 0;

        for (Step step : steps) {
            // When
            now += step.hoursLater() * HOUR;
            long at = now - step.hoursLate() * HOUR;
            Money amount = new Money(step.cents() * 100L);
            CustomerEvent event = step.refund()
                    ? new Refund("r" + number++, "o" + step.order(), amount, at)
                    : new Purchase("o" + step.order(), amount, at);
            Taken taken = history.take(event, now, rules);
            history = taken.history();

            // Then
            assertThat(taken.outcome()).isEqualTo(ledger.take(event, now));
            if (history.hasPurchased()) {
                assertThat(history.rfm(rules.window(), now)).isEqualTo(ledger.rfm(now));
                assertThat(history.orders()).isEqualTo(ledger.orders());
            }
            assertThat(taken.outcome()).isNotEqualTo(Outcome.OVERFLOW);
        }
    }

    private static List<Step> steps(Random random) {
        return Stream.generate(() -> step(random)).limit(random.nextInt(61)).toList();
    }

    private static Step step(Random random) {
        int hoursLate = random.nextInt(5) < 3 ? 0 : random.nextInt(251);
        return new Step(
                random.nextInt(61), hoursLate, random.nextInt(3) == 0, random.nextInt(41), 1 + random.nextInt(20));
    }
}
