package io.rfmstreams.contract;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.DayBuckets;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.IdHashes;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.RowSummary;
import io.rfmstreams.rfm.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Creates purchase histories to encode. */
final class TestHistories {

    private static final HistoryRules RULES = HistoryRules.of(Window.ofDays(365), Duration.ofDays(30));
    private static final long DAY = DayBucket.DAY_MILLIS;

    private TestHistories() {}

    /** Returns a random history before a time, including rare cases. */
    static PurchaseHistory any(Random random, long now) {
        List<DayBucket> buckets = new ArrayList<>();
        for (long day = now / DAY - random.nextInt(60); day <= now / DAY; day += 1 + random.nextInt(20)) {
            buckets.add(bucket(random, day));
        }
        DayBuckets kept = DayBuckets.of(buckets);
        boolean hasPurchased = random.nextInt(10) != 0 || kept.lastOrderAt() != DayBucket.NONE;
        long first = hasPurchased ? now - random.nextInt() * 60L : DayBucket.NONE;
        return new PurchaseHistory(
                first,
                random.nextBoolean() || !hasPurchased ? kept.lastOrderAt() : now - random.nextInt(1_000_000),
                random.nextBoolean() ? DayBucket.NONE : now - 400 * DAY + random.nextInt(1_000_000),
                kept,
                new RowSummary(
                        random.nextInt(500),
                        random.nextInt(3),
                        random.nextInt(2) * random.nextInt(300),
                        hashes(random)),
                random.nextInt(10) == 0 ? -1 : random.nextInt(1_000_000_000));
    }

    private static IdHashes hashes(Random random) {
        short[] hashes = new short[random.nextInt(20)];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = (short) random.nextInt();
        }
        return random.nextInt(5) == 0 ? IdHashes.ANY : IdHashes.stored(hashes);
    }

    private static DayBucket bucket(Random random, long day) {
        int orders = random.nextInt(3);
        long units = random.nextBoolean() ? random.nextInt(10_000) * 100L : random.nextInt(100_000) - 50_000;
        long lastOrderAt = orders > 0 ? at(random, day) : DayBucket.NONE;
        return new DayBucket(
                day,
                orders,
                units,
                lastOrderAt,
                random.nextInt(4) == 0 ? at(random, day) : DayBucket.NONE,
                random.nextInt(4) == 0 ? at(random, day) : lastOrderAt);
    }

    private static long at(Random random, long day) {
        return day * DAY + (random.nextBoolean() ? random.nextInt(86_400) * 1_000L : random.nextInt((int) DAY));
    }

    /** Returns orders on different days, up to fifteen days apart, with whole cents and seconds. */
    static PurchaseHistory ofOrders(int orders, Random random, long start) {
        PurchaseHistory history = PurchaseHistory.EMPTY;
        long at = start + random.nextInt(1_000_000_000);
        for (int i = 0; i < orders; i++) {
            at = (at + DAY + random.nextInt((int) (15 * DAY))) / 1_000 * 1_000;
            Money amount = new Money(100L * (100 + random.nextInt(30_000)));
            history = history.apply(new Purchase("order-" + i, amount, at), 1_000_000 + i, at, RULES, KeptRows.NONE)
                    .history();
        }
        return history;
    }

    /** Orders spread evenly over a window of 365 days, of whole cents and seconds. */
    static PurchaseHistory ofBusyYear(int orders, Random random, long start) {
        PurchaseHistory history = PurchaseHistory.EMPTY;
        for (int i = 0; i < orders; i++) {
            long at = (start + 364 * DAY / orders * i) / 1_000 * 1_000;
            Money amount = new Money(100L * (100 + random.nextInt(30_000)));
            history = history.apply(new Purchase("order-" + i, amount, at), 1_000_000 + i, at, RULES, KeptRows.NONE)
                    .history();
        }
        return history;
    }
}
