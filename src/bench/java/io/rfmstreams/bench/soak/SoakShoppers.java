package io.rfmstreams.bench.soak;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Made-up customers. Each buys for a third of a cycle and is silent for the rest, so that all segments are passed and as many
 * customers leave as come back. Among the events are duplicates, refunds with and without an order, and refunds that arrive
 * before their order. The events depend on the seed and the times alone.
 */
final class SoakShoppers {

    private static final long SEED = 17;
    private static final long DAY = 86_400_000L;
    private static final int CYCLE_DAYS = 90;
    private static final int ACTIVE_DAYS = 30;
    private static final int REMEMBERED = 5_000;
    private static final int PENDING_EVENTS = 200;
    private static final double DUPLICATES = 0.03;
    private static final double REFUNDS = 0.03;
    private static final double UNLINKED = 0.005;
    private static final double EARLY = 0.005;
    private static final double LOG_AMOUNT_MEAN = 3;
    private static final double LOG_AMOUNT_DEVIATION = 0.6;
    private static final int DEGREES = 8;

    private final int customers;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Made> recent = new ArrayList<>();
    private final Deque<Promised> promised = new ArrayDeque<>();
    private long count;

    /**
     * An event of a customer.
     *
     * @param isDuplicate whether it was made before
     */
    record Made(String customerId, CustomerEvent event, boolean isDuplicate) {}

    /** An order whose refund was sent before. */
    private record Promised(String customerId, String orderId, Money amount, long dueCount) {}

    SoakShoppers(int customers) {
        this.customers = customers;
    }

    /** Makes the next event, at a time after all earlier ones, epoch milliseconds. */
    Made next(long at) {
        count++;
        if (!promised.isEmpty() && promised.getFirst().dueCount() <= count) {
            Promised order = promised.removeFirst();
            return made(order.customerId(), new Purchase(order.orderId(), order.amount(), at));
        }
        double kind = recent.size() < REMEMBERED ? 1 : random.nextDouble();
        if ((kind -= DUPLICATES) < 0) {
            Made before = recent.get(random.nextInt(REMEMBERED));
            return new Made(before.customerId(), before.event(), true);
        }
        if ((kind -= REFUNDS) < 0) {
            Made before = recent.get(random.nextInt(REMEMBERED));
            Money back = new Money(before.event().amount().units() / (random.nextBoolean() ? 1 : 3));
            return refund(before.customerId(), before.event().orderId(), back, at);
        }
        int degree = random.nextInt(DEGREES);
        int customer = active(at, degree);
        if ((kind -= UNLINKED) < 0) {
            return refund(id(customer), null, Money.of("1.50"), at);
        }
        if (kind < EARLY) {
            promised.addLast(new Promised(id(customer), "p" + count, Money.of("20"), count + PENDING_EVENTS));
            return refund(id(customer), "p" + count, Money.of("5"), at);
        }
        return made(id(customer), new Purchase("o" + count, amount(customer), at));
    }

    private Made made(String customerId, Purchase purchase) {
        Made made = new Made(customerId, purchase, false);
        if (recent.size() < REMEMBERED) {
            recent.add(made);
        } else {
            recent.set((int) (count % REMEMBERED), made);
        }
        return made;
    }

    private Made refund(String customerId, @Nullable String orderId, Money amount, long at) {
        return new Made(customerId, new Refund("r" + count, orderId, amount, at), false);
    }

    /** Returns a customer in the active part of its cycle who buys at least as eagerly as asked for. */
    private int active(long at, int degree) {
        while (true) {
            int customer = random.nextInt(customers);
            long day = (at / DAY + hash(customer) % CYCLE_DAYS) % CYCLE_DAYS;
            if (day < ACTIVE_DAYS && hash(customer + 1) % DEGREES >= degree) {
                return customer;
            }
        }
    }

    private Money amount(int customer) {
        double factor = 1 + hash(customer + 2) % DEGREES;
        double amount = factor * Math.exp(LOG_AMOUNT_MEAN + LOG_AMOUNT_DEVIATION * random.nextDouble(-2, 2));
        return new Money(Math.max(1, Math.round(amount * 100)) * 100);
    }

    static String id(int customer) {
        return "c" + customer;
    }

    private static int hash(int customer) {
        int mixed = customer * 0x9E3779B9;
        return (mixed ^ mixed >>> 15) & Integer.MAX_VALUE;
    }
}
