package io.rfmstreams.demo;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * Makes up shoppers: some frequent, some loyal, some lapsing, some that come once; few order much, most order little. A
 * small share of the orders is refunded, whole or in half. Chance hangs on the seed alone.
 */
public final class Generator {

    private static final double REFUND_SHARE = 0.02;
    private static final long LONGEST_RETURN = Duration.ofDays(20).toMillis();
    private static final long HUNDREDTH = 100;
    private static final int MOST_REFUNDABLE = 1_000;

    private final GeneratorOptions options;

    public Generator(GeneratorOptions options) {
        this.options = options;
    }

    /**
     * A history. Sent twice, its orders are the same, ids included.
     *
     * @param events how many orders and refunds, exactly
     * @param end epoch milliseconds; nothing is dated later
     * @param span how long before the end the history starts
     */
    public DataSet history(int events, long end, Duration span) {
        Random random = new Random(options.seed());
        Shoppers shoppers = new Shoppers(options.customers(), random);
        int refunds = (int) (events * REFUND_SHARE);
        List<SourceRecord> records = new ArrayList<>(events);
        for (int i = 0; i < events - refunds; i++) {
            Shopper shopper = shoppers.next();
            double part = random.nextDouble() * shopper.kind().activePart();
            long time = end - span.toMillis() + (long) (part * span.toMillis());
            Purchase order = new Purchase("s" + options.seed() + "-" + i, shopper.orderValue(random), time);
            records.add(new SourceRecord.Event(shopper.id(), order, null));
        }
        int orders = records.size();
        for (int i = 0; i < refunds; i++) {
            // Each refund is of another order: one out of each equal stretch of them.
            int chosen = (int) (((long) i * orders + random.nextInt(orders)) / refunds);
            SourceRecord refunded = records.get(Math.min(chosen, orders - 1));
            records.add(refund(refunded, Math.min(end, refunded.time() + returnTime(random)), random));
        }
        return new DataSet(records, new TreeMap<>());
    }

    /**
     * An endless stream, each event dated at the clock when it is asked for. Order ids hold the time of the start, so that a
     * second stream of one seed has other orders.
     */
    public Iterator<SourceRecord> live(Clock clock) {
        return new LiveShopping(new Random(options.seed()), clock);
    }

    private static long returnTime(Random random) {
        return 1 + (long) (random.nextDouble() * LONGEST_RETURN);
    }

    private static SourceRecord refund(SourceRecord source, long time, Random random) {
        if (!(source instanceof SourceRecord.Event bought)) {
            throw new IllegalArgumentException("only an order can be refunded");
        }
        Money amount = bought.event().amount();
        Money half = new Money(Math.max(HUNDREDTH, amount.units() / 2 / HUNDREDTH * HUNDREDTH));
        String order = bought.event().orderId();
        Refund refund = new Refund(order + "-r", order, random.nextBoolean() ? amount : half, time);
        return new SourceRecord.Event(bought.customerId(), refund, null);
    }

    private final class LiveShopping implements Iterator<SourceRecord> {

        private final Random random;
        private final Clock clock;
        private final Shoppers shoppers;
        private final String prefix;
        private final List<SourceRecord> refundable = new ArrayList<>();
        private long orders;

        LiveShopping(Random random, Clock clock) {
            this.random = random;
            this.clock = clock;
            this.shoppers = new Shoppers(options.customers(), random);
            this.prefix = Long.toString(clock.millis(), Character.MAX_RADIX) + "-" + options.seed() + "-";
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public SourceRecord next() {
            if (!refundable.isEmpty() && random.nextDouble() < REFUND_SHARE) {
                SourceRecord refunded = refundable.remove(random.nextInt(refundable.size()));
                return refund(refunded, Math.max(clock.millis(), refunded.time()), random);
            }
            Shopper shopper = shoppers.next();
            Purchase order = new Purchase(prefix + orders++, shopper.orderValue(random), clock.millis());
            SourceRecord bought = new SourceRecord.Event(shopper.id(), order, null);
            remember(bought);
            return bought;
        }

        /** Only some recent orders can be given back. */
        private void remember(SourceRecord bought) {
            if (refundable.size() < MOST_REFUNDABLE) {
                refundable.add(bought);
            } else {
                refundable.set((int) (orders % MOST_REFUNDABLE), bought);
            }
        }
    }
}
