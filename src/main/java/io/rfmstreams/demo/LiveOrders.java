package io.rfmstreams.demo;

import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.files.SourceRecord;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * Made-up orders of the customers of a data set, without end. Each repeats the customer and about the amount of an order
 * of the data set, so that those who ordered often and much still do.
 */
final class LiveOrders implements Iterator<SourceRecord> {

    private static final int MAX_KEPT = 5_000;
    private static final double MIN_FACTOR = 0.8;
    private static final double FACTORS = 0.4;
    private static final long HUNDREDTH = 100;

    private final List<Sample> samples = new ArrayList<>();
    private final Random random;
    private final InstantSource clock;
    private final String prefix;
    private long orders;

    private record Sample(String customerId, Money amount) {}

    /**
     * Reads the data set and keeps a random sample of its orders.
     *
     * @param clock dates the orders; its first time is a part of their ids
     */
    LiveOrders(SourceRecords data, InstantSource clock, Random random) {
        this.clock = clock;
        this.random = random;
        this.prefix = "live-" + Long.toString(clock.millis(), Character.MAX_RADIX) + "-";
        long seen = 0;
        for (SourceRecord record : data) {
            if (PurchaseJson.decode(record.value()) instanceof InputRecord.Event read
                    && read.customerId() != null
                    && read.event() instanceof Purchase order) {
                keep(new Sample(read.customerId(), order.amount()), seen++);
            }
        }
    }

    /** Keeps each of the orders seen with the same probability. */
    private void keep(Sample sample, long seen) {
        if (samples.size() < MAX_KEPT) {
            samples.add(sample);
            return;
        }
        long place = (long) (random.nextDouble() * (seen + 1));
        if (place < MAX_KEPT) {
            samples.set((int) place, sample);
        }
    }

    /** Returns whether the data set had orders. */
    @Override
    public boolean hasNext() {
        return !samples.isEmpty();
    }

    @Override
    public SourceRecord next() {
        if (samples.isEmpty()) {
            throw new NoSuchElementException("the data set has no orders");
        }
        Sample sample = samples.get(random.nextInt(samples.size()));
        double factor = MIN_FACTOR + FACTORS * random.nextDouble();
        Money amount = new Money(Math.round(sample.amount().units() * factor / HUNDREDTH) * HUNDREDTH);
        return new SourceRecord.Event(
                sample.customerId(), new Purchase(prefix + orders++, amount, clock.millis()), null);
    }
}
