package io.rfmstreams.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Taken.Outcome;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Holds the history against {@link PlainLedger}, which keeps every event for ever and adds up anew each time. */
class PurchaseHistoryPropertyTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final HistoryRules LONGER_WINDOW = HistoryRules.of(Window.ofDays(20), Duration.ofDays(8));
    private static final HistoryRules LONGER_MEMORY = HistoryRules.of(Window.ofDays(4), Duration.ofDays(12));

    /** One step: some hours later, with an event dated some hours before that. */
    record Step(int hoursLater, int hoursLate, boolean refund, int order, int cents) {}

    @Property(tries = 2_000)
    void shouldEqualALedgerThatKeepsEverything(@ForAll("steps") List<Step> steps) {
        compare(steps, LONGER_WINDOW);
    }

    @Property(tries = 2_000)
    void shouldEqualItWhereOrdersAreRememberedLongerThanTheyCount(@ForAll("steps") List<Step> steps) {
        compare(steps, LONGER_MEMORY);
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

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(0)),
                                Tuple.of(2, Arbitraries.integers().between(0, 250))),
                        Arbitraries.frequency(Tuple.of(2, false), Tuple.of(1, true)),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(1, 20))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }
}
