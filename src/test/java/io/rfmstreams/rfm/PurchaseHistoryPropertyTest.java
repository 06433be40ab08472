package io.rfmstreams.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares histories with {@link HistoryOracle}, and with histories of other orders of arrival and after crashes. */
class PurchaseHistoryPropertyTest {

    private static final long DAY = DayBucket.DAY_MILLIS;
    private static final long START = 20_000 * DAY;
    private static final long STEP = Duration.ofHours(4).toMillis();
    private static final int WINDOW_DAYS = 5;
    private static final HistoryRules ROLLING = HistoryRules.of(Window.ofDays(WINDOW_DAYS), Duration.ofDays(1));
    private static final HistoryRules UNEVEN = HistoryRules.of(Window.parse("PT52H"), Duration.ofDays(1));
    private static final HistoryRules LIFETIME = HistoryRules.of(Window.LIFETIME, Duration.ofDays(WINDOW_DAYS));
    private static final HistoryRules RETAINING = HistoryRules.of(Window.LIFETIME, Duration.ofDays(30));
    private static final HistoryRules ACCEPTING =
            new HistoryRules(Window.LIFETIME, Duration.ofDays(WINDOW_DAYS).toMillis(), true);

    @Test
    void shouldEqualTheOracle() {
        Trials.run(1_500, random -> compareStepByStep(random, ROLLING));
    }

    @Test
    void shouldEqualTheOracleInAWindowOfPartialDays() {
        Trials.run(1_000, random -> compareStepByStep(random, UNEVEN));
    }

    @Test
    void shouldEqualTheOracleInALifetimeWindow() {
        Trials.run(1_000, random -> compareStepByStep(random, LIFETIME));
        Trials.run(1_000, random -> compareStepByStep(random, ACCEPTING));
    }

    @Test
    void shouldNotDependOnTheOrderOfArrival() {
        Trials.run(3_000, random -> comparePermutations(random, random.nextBoolean() ? ROLLING : UNEVEN));
    }

    @Test
    void shouldEndInTheSameStateAfterACrashThatLosesHistoryOrRows() {
        Trials.run(2_000, random -> compareAfterCrash(random, random.nextInt(3) == 0 ? RETAINING : ROLLING));
    }

    private static void compareStepByStep(Random random, HistoryRules rules) {
        // Given
        TestCustomer customer = new TestCustomer(rules);
        HistoryOracle oracle = new HistoryOracle(rules);
        List<CustomerEvent> events = events(random);
        Collections.shuffle(events, random);
        events.addAll(events.subList(0, events.size() / 2));
        long now = START;

        for (CustomerEvent event : events) {
            // When
            now = Math.max(now + random.nextInt(4) * STEP, event.occurredAt());
            customer.pass(now);
            Outcome outcome = customer.take(event, now).outcome();

            // Then
            Outcome expected = oracle.take(event, now);
            if (random.nextInt(3) == 0) {
                customer.clean();
            }
            assertThat(outcome).isIn(expected, likewise(expected, event));
            assertThat(customer.history().hasPurchased()).isEqualTo(oracle.hasCustomer());
            if (oracle.hasCustomer()) {
                assertThat(customer.rfm()).isEqualTo(oracle.rfm(now));
                assertThat(customer.history().firstPurchaseAt()).isEqualTo(oracle.first());
                assertThat(customer.history().lastPurchaseAt()).isEqualTo(oracle.last(now));
                long later = now + random.nextInt(40) * STEP;
                assertThat(customer.history().rfm(rules.window(), later)).isEqualTo(oracle.rfm(later));
            }
        }
    }

    /**
     * After the order has left the window, a duplicate refund is detected only if the rows have not been deleted yet.
     */
    private static Outcome likewise(Outcome expected, CustomerEvent event) {
        boolean maybeForgotten = expected == Outcome.DUPLICATE && event instanceof Refund && event.orderId() != null;
        return maybeForgotten ? Outcome.REFUND_PENDING : expected;
    }

    private static void comparePermutations(Random random, HistoryRules rules) {
        // Given
        List<CustomerEvent> events = events(random);
        long last = events.stream().mapToLong(CustomerEvent::occurredAt).max().orElseThrow();
        long end = last + random.nextInt(WINDOW_DAYS * 6 + 2) * STEP;
        HistoryOracle oracle = new HistoryOracle(rules);
        events.forEach(event -> oracle.take(event, START));

        for (int permutation = 0; permutation < 5; permutation++) {
            // When
            List<CustomerEvent> arrivals = new ArrayList<>(events);
            for (int repeats = random.nextInt(4); repeats > 0; repeats--) {
                arrivals.add(events.get(random.nextInt(events.size())));
            }
            Collections.shuffle(arrivals, random);
            TestCustomer customer = new TestCustomer(rules);
            for (CustomerEvent event : arrivals) {
                if (random.nextInt(4) == 0) {
                    long tick = START + random.nextInt((int) ((end - START) / STEP) + 1) * STEP;
                    customer.pass(tick);
                }
                customer.take(event);
                if (random.nextInt(8) == 0) {
                    customer.clean();
                }
            }
            customer.pass(end);

            // Then
            assertThat(customer.now()).isEqualTo(end);
            assertThat(customer.history().hasPurchased()).isEqualTo(oracle.hasCustomer());
            if (oracle.hasCustomer()) {
                assertThat(customer.rfm()).isEqualTo(oracle.rfm(end));
                assertThat(customer.history().firstPurchaseAt()).isEqualTo(oracle.first());
                assertThat(customer.history().lastPurchaseAt()).isEqualTo(oracle.last(end));
            }
        }
    }

    private static void compareAfterCrash(Random random, HistoryRules rules) {
        // Given
        List<CustomerEvent> events = events(random);
        Collections.shuffle(events, random);
        TestCustomer customer = new TestCustomer(rules);
        List<PurchaseHistory> histories = new ArrayList<>(List.of(customer.history()));
        List<TestRows> rows = new ArrayList<>(List.of(new TestRows()));
        List<Long> clock = new ArrayList<>(List.of(customer.now()));
        for (CustomerEvent event : events) {
            customer.take(event);
            histories.add(customer.history());
            rows.add(new TestRows(customer.rows()));
            clock.add(customer.now());
        }
        Rfm expected = customer.rfm();
        long lastPurchaseAt = customer.history().lastPurchaseAt();

        // When
        int committed = random.nextInt(events.size() + 1);
        int historyUpTo = committed + random.nextInt(events.size() + 1 - committed);
        int rowsUpTo = committed + random.nextInt(events.size() + 1 - committed);
        customer.restore(histories.get(historyUpTo), rows.get(rowsUpTo), committed, clock.get(committed));
        for (CustomerEvent event : events.subList(committed, events.size())) {
            if (!rules.window().isLifetime() && random.nextInt(4) == 0) {
                customer.clean();
            }
            customer.take(event);
        }

        // Then
        assertThat(customer.rfm()).isEqualTo(expected);
        assertThat(customer.history().lastPurchaseAt()).isEqualTo(lastPurchaseAt);
        assertThat(events.stream().filter(Purchase.class::isInstance).map(customer::outcome))
                .doesNotContain(Outcome.ORDER);
        assertThat(customer.rfm()).isEqualTo(expected);
    }

    /**
     * Returns orders, several of them on one day, and refunds of all kinds. No refund is dated before the UTC day of
     * its order.
     */
    private static List<CustomerEvent> events(Random random) {
        List<CustomerEvent> events = new ArrayList<>();
        int orders = 1 + random.nextInt(7);
        int span = (WINDOW_DAYS * 2 + 2) * 6;
        for (int i = 0; i < orders; i++) {
            long at = START + random.nextInt(span) * STEP;
            Money amount = new Money(random.nextInt(5) * 100L);
            events.add(new Purchase("o" + i, amount, at));
            if (random.nextInt(3) == 0) {
                long sameDay = Math.floorDiv(at, DAY) * DAY + random.nextInt(6) * STEP;
                events.add(new Purchase("same" + i, new Money(150), sameDay));
            }
            for (int refund = random.nextInt(5) - 2; refund > 0; refund--) {
                long day = Math.floorDiv(at, DAY) * DAY;
                long refundAt = day + random.nextInt(random.nextBoolean() ? 6 : span) * STEP;
                Money back = random.nextBoolean() ? amount : new Money(random.nextInt(7) * 60L);
                events.add(new Refund("r" + i + "-" + refund, "o" + i, back, refundAt));
            }
        }
        for (int i = random.nextInt(6) - 3; i > 0; i--) {
            String orderId = random.nextInt(3) == 0 ? "unknown" : null;
            events.add(new Refund("u" + i, orderId, new Money(70), START + random.nextInt(span) * STEP));
        }
        return events;
    }
}
