package io.rfmstreams.demo;

import io.rfmstreams.files.SourceRecord;
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
 * Generates orders and refunds of made-up shoppers. Shoppers are of different kinds; few order often and most order rarely. A
 * small share of the orders is refunded, completely or by half. The random numbers depend on the seed only.
 */
public final class Generator {

    private static final double REFUND_SHARE = 0.02;
    private static final long MAX_RETURN_MILLIS = Duration.ofDays(20).toMillis();
    private static final long HUNDREDTH = 100;
    private static final int MAX_REFUNDABLE = 1_000;

    private final GeneratorOptions options;

    public Generator(GeneratorOptions options) {
        this.options = options;
    }

    /**
     * Generates a history. The same seed generates the same events with the same ids.
     *
     * @param events the exact number of orders and refunds
     * @param end the latest date, epoch milliseconds
     * @param span the duration of the history
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
            // The orders are divided into as many equal ranges as there are refunds. Each range has one refund.
            int chosen = (int) (((long) i * orders + random.nextInt(orders)) / refunds);
            SourceRecord refunded = records.get(Math.min(chosen, orders - 1));
            records.add(refund(refunded, Math.min(end, refunded.time() + returnTime(random)), random));
        }
        return new DataSet(records, new TreeMap<>());
    }

    /**
     * Generates an endless stream. Each event has the time of the clock when it is requested. Order ids contain the start time, so
     * that two streams with the same seed have different orders.
     */
    public Iterator<SourceRecord> live(Clock clock) {
        return new LiveEvents(new Random(options.seed()), clock);
    }

    private static long returnTime(Random random) {
        return 1 + (long) (random.nextDouble() * MAX_RETURN_MILLIS);
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

    private final class LiveEvents implements Iterator<SourceRecord> {

        private final Random random;
        private final Clock clock;
        private final Shoppers shoppers;
        private final String prefix;
        private final List<SourceRecord> refundable = new ArrayList<>();
        private long orders;

        LiveEvents(Random random, Clock clock) {
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
            keepRefundable(bought);
            return bought;
        }

        /** Keeps an order for a later refund. The number of kept orders is limited. */
        private void keepRefundable(SourceRecord bought) {
            if (refundable.size() < MAX_REFUNDABLE) {
                refundable.add(bought);
            } else {
                refundable.set((int) (orders % MAX_REFUNDABLE), bought);
            }
        }
    }
}
