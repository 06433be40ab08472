package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Trials;
import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.contract.OrderPack;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.TestRows;
import io.rfmstreams.rfm.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The stored orders and refunds of a customer, compared with plain maps, while random events arrive, time passes, the task commits
 * and crashes. After a crash under at-least-once, the customer and any part of the rows written since the last commit are as they
 * were then, and the events since then are read again.
 */
class OrderRowsCrashTest {

    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    private static final HistoryRules RULES = HistoryRules.of(Window.ofDays(30), Duration.ofDays(30));

    @Test
    void shouldHoldTheSameRowsAsMaps() {
        Trials.run(60, random -> new Story(random, 0, 3).tell());
        Trials.run(10, random -> new Story(random, 0, 60).tell());
    }

    @Test
    void shouldHoldTheSameRowsAfterCrashes() {
        Trials.run(100, random -> new Story(random, 0.02, 3).tell());
        Trials.run(20, random -> new Story(random, 0.01, 60).tell());
    }

    /** An event and the time of the task at which it is applied. */
    private record Arrival(CustomerEvent event, long now) {}

    /** One customer in the stores of a task, and in maps. */
    private static final class Story {

        private final Random random;
        private final double crashes;
        private final List<Arrival> arrivals;
        private final int maxInPacks;
        private final KeyValueStore<Bytes, byte[]> store = new TaskStores().orders();
        private final TestRows expectedRows = new TestRows();
        private PurchaseHistory expected = PurchaseHistory.EMPTY;
        private OrderRows rows;
        private @Nullable CustomerWithOrders current;
        private @Nullable CustomerWithOrders committed;
        private Map<Bytes, byte[]> committedRows = Map.of();
        private int next;
        private int committedNext;
        private long knownOffset = -1;
        private int furthest;

        /**
         * @param ordersADay the mean number of orders a day; with 60, the customer has more orders than there are hashes, and in
         *     every other story more than are stored in packs
         */
        Story(Random random, double crashes, int ordersADay) {
            this.random = random;
            this.crashes = crashes;
            arrivals = arrivals(random, ordersADay);
            maxInPacks = random.nextBoolean() ? OrderRows.MAX_IN_PACKS : 150 + random.nextInt(200);
            rows = open();
        }

        /** An id is repeated within ten days, so that its rows are not expired then. */
        private static List<Arrival> arrivals(Random random, int ordersADay) {
            List<Arrival> arrivals = new ArrayList<>();
            long now = 20_000 * DAY;
            int first = 0;
            for (int i = 0; i < 100 + 12 * ordersADay; i++) {
                now += random.nextLong(2 * DAY / ordersADay);
                if (random.nextInt(100) == 0) {
                    now += random.nextLong(40 * DAY);
                    first = i;
                }
                int repeated = Math.max(first, i - 1 - random.nextInt(6 * ordersADay));
                arrivals.add(new Arrival(event(random, random.nextInt(4) == 0 ? repeated : i, now), now));
            }
            return arrivals;
        }

        private static CustomerEvent event(Random random, int number, long now) {
            Money amount = Money.of(String.valueOf(1 + random.nextInt(50)));
            return switch (random.nextInt(12)) {
                case 0 -> new Refund("r" + number, "o" + number, amount, now);
                case 1 -> new Refund("u" + number, null, amount, now);
                case 2 -> new Purchase("expired" + number, amount, now - 31 * DAY - random.nextLong(30 * DAY));
                case 3, 4, 5 -> new Purchase("o" + number, amount, now - random.nextLong(15 * DAY));
                default -> new Purchase("o" + number, amount, now);
            };
        }

        private OrderRows open() {
            return new OrderRows(new OrderStore(store), RULES, () -> knownOffset, maxInPacks);
        }

        void tell() {
            while (next < arrivals.size()) {
                step(arrivals.get(next), next);
                next++;
                if (random.nextInt(10) == 0) {
                    rows.flush();
                }
                if (random.nextInt(6) == 0) {
                    commit();
                } else if (random.nextDouble() < crashes) {
                    crash();
                }
            }
            arrivals.forEach(this::checkDuplicate);
        }

        private void step(Arrival arrival, int offset) {
            PurchaseHistory before =
                    current == null ? PurchaseHistory.EMPTY : current.customer().history();
            KeptRows stored = rows.of("ann", current);
            HistoryUpdate applied = before.apply(arrival.event(), offset, arrival.now(), RULES, stored);
            OrderPack newest = rows.apply("ann", current, applied);
            if (newest.size() > 0 || applied.isChangeOf(before)) {
                current = rows.deleteExpired(
                        "ann", new CustomerWithOrders(TestCustomers.with(applied.history()), newest), arrival.now());
            }
            if (offset == furthest) {
                expect(arrival, offset, applied.outcome());
            }
        }

        /** Applies an event that was not applied before to the maps. */
        private void expect(Arrival arrival, int offset, Outcome outcome) {
            furthest++;
            HistoryUpdate wanted = expected.apply(arrival.event(), offset, arrival.now(), RULES, expectedRows);
            expected = wanted.history();
            expectedRows.apply(wanted.rows());
            if (outcome != Outcome.REPROCESSED) {
                assertThat(outcome).isEqualTo(wanted.outcome());
            }
            PurchaseHistory found =
                    current == null ? PurchaseHistory.EMPTY : current.customer().history();
            assertThat(found.at(arrival.now(), RULES.window()).buckets())
                    .isEqualTo(expected.at(arrival.now(), RULES.window()).buckets());
            assertThat(found.lastPurchaseAt()).isEqualTo(expected.lastPurchaseAt());
        }

        private void commit() {
            rows.flush();
            committed = current;
            committedRows = storedRows();
            committedNext = next;
            knownOffset = next - 1L;
        }

        /** Keeps the changes of the rows up to a random one, and the customer of now or of the last commit. */
        private void crash() {
            rows.flush();
            Map<Bytes, byte[]> now = storedRows();
            List<Bytes> changed = new ArrayList<>(now.keySet());
            committedRows.keySet().stream().filter(key -> !now.containsKey(key)).forEach(changed::add);
            Collections.sort(changed);
            int kept = random.nextInt(changed.size() + 1);
            for (Bytes key : changed.subList(kept, changed.size())) {
                put(key, committedRows.get(key));
            }
            current = random.nextBoolean() ? committed : current;
            next = committedNext;
            knownOffset = -1;
            rows = open();
        }

        /** Checks that an event is a duplicate exactly if it is one according to the maps. */
        private void checkDuplicate(Arrival arrival) {
            Arrival last = arrivals.get(arrivals.size() - 1);
            if (arrival.event() instanceof Purchase purchase && RULES.keeps(purchase.occurredAt(), last.now())) {
                PurchaseHistory history = current == null
                        ? PurchaseHistory.EMPTY
                        : current.customer().history();
                Outcome outcome = history.apply(purchase, next, last.now(), RULES, rows.of("ann", current))
                        .outcome();
                Outcome wanted = expected.apply(purchase, next, last.now(), RULES, expectedRows)
                        .outcome();
                assertThat(outcome).as("%s", purchase).isEqualTo(wanted);
            }
        }

        @SuppressWarnings("NullAway") // a null value deletes the row; Kafka's type does not allow null
        private void put(Bytes key, byte @Nullable [] value) {
            store.put(key, value);
        }

        private Map<Bytes, byte[]> storedRows() {
            Map<Bytes, byte[]> all = new HashMap<>();
            try (KeyValueIterator<Bytes, byte[]> iterator = store.all()) {
                while (iterator.hasNext()) {
                    KeyValue<Bytes, byte[]> row = iterator.next();
                    all.put(row.key, row.value);
                }
            }
            return all;
        }
    }
}
