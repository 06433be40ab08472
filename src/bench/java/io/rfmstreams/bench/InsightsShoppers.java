package io.rfmstreams.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.CustomerProfileJson;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Made-up customers of a year, and the messages that a processor would write for them: purchases, profiles, moves and alerts.
 * The median customer has four orders; six of ten still buy. The seed is fixed.
 */
final class InsightsShoppers {

    static final SegmentationModel MODEL = BenchModel.ofSegments(
            4,
            new FeatureSpace(
                    new FeatureScaling(Transform.IDENTITY, Scaling.STANDARD, 110, 90),
                    new FeatureScaling(Transform.LOG1P, Scaling.STANDARD, 1.7, 0.7),
                    new FeatureScaling(Transform.LOG1P, Scaling.STANDARD, 5.2, 1.1)));

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int MINUTES = 365 * 24 * 60;
    private static final int MOVE_EVERY_DAYS = 7;
    private static final int CUSTOMER_BITS = 24;
    private static final int NONE = -1;

    private final SplittableRandom random = new SplittableRandom(42);
    private final long start;
    private final long[] purchases;
    private final long[] firstAt;
    private final long[] lastAt;
    private final long[] since;
    private final int[] frequency;
    private final long[] units;
    private final int[] segment;
    private long sequence;

    /** Receives messages in the order in which they are written. */
    @FunctionalInterface
    interface Sink {
        void accept(TopicRole topic, String customerId, byte[] message);
    }

    /** @param end epoch milliseconds of the end of the year */
    InsightsShoppers(int customers, long end) {
        start = end - MINUTES * MINUTE;
        firstAt = new long[customers];
        lastAt = new long[customers];
        since = new long[customers];
        frequency = new int[customers];
        units = new long[customers];
        segment = new int[customers];
        Arrays.fill(segment, NONE);
        purchases = purchases(customers);
    }

    /** The minute of a purchase, and in the lower bits the customer. */
    private long[] purchases(int customers) {
        long[] made = new long[8 * customers];
        int count = 0;
        for (int customer = 0; customer < customers; customer++) {
            int joined = random.nextInt(MINUTES - 1);
            int left = random.nextInt(10) < 6 ? MINUTES : joined + 1 + random.nextInt(MINUTES - joined - 1);
            int orders = (int) Math.max(1, Math.round(4 * Math.exp(0.8 * random.nextGaussian())));
            for (int order = 0; order < orders; order++) {
                long minute = order == 0 ? joined : joined + random.nextInt(left - joined);
                made = count == made.length ? Arrays.copyOf(made, 2 * count) : made;
                made[count++] = minute << CUSTOMER_BITS | customer;
            }
        }
        made = Arrays.copyOf(made, count);
        Arrays.sort(made);
        return made;
    }

    int customers() {
        return frequency.length;
    }

    int purchases() {
        return purchases.length;
    }

    static String id(int customer) {
        return "c" + customer;
    }

    /** Writes the year: the purchases, moves and alerts in the order of their time, then a profile of each customer. */
    void replay(Sink sink) {
        long movesAt = start + MOVE_EVERY_DAYS * DAY;
        for (long purchase : purchases) {
            long at = start + (purchase >>> CUSTOMER_BITS) * MINUTE;
            for (; at >= movesAt; movesAt += MOVE_EVERY_DAYS * DAY) {
                moveTheSilent(movesAt, sink);
            }
            buy(customerOf(purchase), at, sink);
        }
        long end = start + MINUTES * MINUTE;
        moveTheSilent(end, sink);
        for (int customer = 0; customer < frequency.length; customer++) {
            sink.accept(TopicRole.PROFILES, id(customer), profile(customer, end));
        }
    }

    /** Returns a customer; one who buys often is drawn often. */
    int draw() {
        return customerOf(purchases[random.nextInt(purchases.length)]);
    }

    private static int customerOf(long purchase) {
        return (int) (purchase & ((1 << CUSTOMER_BITS) - 1));
    }

    /** Writes a purchase and the move that follows from it. */
    void buy(int customer, long at, Sink sink) {
        Rfm before = rfm(customer, at);
        long cents = Math.max(1, Math.round(100 * Math.exp(3.5 + 0.8 * random.nextGaussian())));
        Purchase purchase = new Purchase("o" + sequence, new Money(100 * cents), at);
        firstAt[customer] = frequency[customer] == 0 ? at : firstAt[customer];
        lastAt[customer] = at;
        frequency[customer]++;
        units[customer] += 100 * cents;
        sink.accept(TopicRole.PURCHASES, id(customer), PurchaseJson.encode(id(customer), purchase, null));
        move(customer, at, before, segment[customer] == NONE ? "FIRST_PURCHASE" : "PURCHASE", sink);
    }

    private void moveTheSilent(long at, Sink sink) {
        for (int customer = 0; customer < frequency.length; customer++) {
            if (frequency[customer] > 0) {
                move(customer, at, rfm(customer, at), "TIME", sink);
            }
        }
    }

    private void move(int customer, long at, Rfm before, String reason, Sink sink) {
        int left = segment[customer];
        int entered = indexAt(customer, at);
        sequence++;
        if (left == entered) {
            return;
        }
        segment[customer] = entered;
        since[customer] = at;
        Rfm rfm = rfm(customer, at);
        String common = "\"customerId\":\"" + id(customer) + "\",\"from\":" + reference(left) + ",\"to\":"
                + reference(entered) + ",\"rfm\":" + json(rfm) + ",\"modelVersion\":1,\"returnProbability\":"
                + MODEL.returnProbability(rfm);
        String time = Timestamps.format(at);
        String change = String.format(
                Locale.ROOT,
                "{\"eventId\":\"%s\",\"occurredAt\":\"%s\",\"sequence\":%d,\"reason\":\"%s\",\"direction\":\"%s\",\"before\":%s,%s}",
                new UUID(random.nextLong(), random.nextLong()),
                time,
                sequence,
                reason,
                left == NONE ? "NEW" : entered < left ? "UP" : "DOWN",
                left == NONE ? "null" : json(before),
                common);
        sink.accept(TopicRole.CHANGES, id(customer), change.getBytes(UTF_8));
        if (reason.equals("TIME")) {
            String alert = String.format(
                    Locale.ROOT,
                    "{\"alertId\":\"%s\",\"kind\":\"SLIPPED\",\"raisedAt\":\"%s\",\"best\":%s,\"expectedAt\":\"%s\","
                            + "\"monetaryAtStake\":%s,\"valueAtRisk\":%s,\"late\":false,\"action\":\"Write\",%s}",
                    new UUID(random.nextLong(), random.nextLong()),
                    time,
                    reference(left),
                    time,
                    rfm.monetary(),
                    rfm.monetary().toDouble() / 2,
                    common);
            sink.accept(TopicRole.ALERTS, id(customer), alert.getBytes(UTF_8));
        }
    }

    /** Returns the message of a profile. */
    byte[] profile(int customer, long now) {
        Segment own = MODEL.segments().get(segment[customer]);
        return CustomerProfileJson.encode(new CustomerProfile(
                id(customer),
                own.id(),
                since[customer],
                rfm(customer, now),
                firstAt[customer],
                lastAt[customer],
                1,
                nextChange(customer, now),
                now));
    }

    private @Nullable NextChange nextChange(int customer, long now) {
        for (int days = 10; days <= 360; days += 10) {
            int then = indexAt(customer, now + days * DAY);
            if (then != segment[customer]) {
                return new NextChange(MODEL.segments().get(then).id(), now + days * DAY);
            }
        }
        return null;
    }

    private int indexAt(int customer, long at) {
        double recency = Rfm.recencyDays(lastAt[customer], at);
        RfmPoint point = new RfmPoint(recency, frequency[customer], Money.toDouble(units[customer]));
        return MODEL.segments().indexOf(MODEL.nearest(MODEL.features().scale(point)));
    }

    private Rfm rfm(int customer, long at) {
        long recency = frequency[customer] == 0 ? 0 : Rfm.recencyDays(lastAt[customer], at);
        return new Rfm(recency, frequency[customer], new Money(units[customer]));
    }

    private static String reference(int segment) {
        return segment == NONE
                ? "null"
                : "{\"id\":\"" + MODEL.segments().get(segment).id() + "\"}";
    }

    private static String json(Rfm rfm) {
        return "{\"recencyDays\":" + rfm.recencyDays() + ",\"frequency\":" + rfm.frequency() + ",\"monetary\":"
                + rfm.monetary() + "}";
    }
}
