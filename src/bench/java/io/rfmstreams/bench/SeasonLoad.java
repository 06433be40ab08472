package io.rfmstreams.bench;

import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A year of a shop. Customers have a median of four orders, log-normal; most are there from the start, some join later, and some
 * leave. Orders follow the seasons and the days of the week. Two of a hundred orders are refunded, wholly or in part, and one of two
 * hundred is sent twice.
 */
final class SeasonLoad implements Load {

    static final int MEDIAN_ORDERS = 4;

    private static final long SEED = 42;
    private static final long START = Timestamps.parse("2024-07-01T00:00:00Z");
    private static final int DAYS = 365;
    private static final int DAY_SECONDS = 86_400;
    private static final double LOG_ORDERS_DEVIATION = 0.7;
    private static final double LOG_AMOUNT_MEAN = 3.5;
    private static final double LOG_AMOUNT_DEVIATION = 0.8;
    private static final double FROM_THE_START = 0.6;
    private static final double MEAN_STAY_DAYS = 300;
    private static final double REFUNDED = 0.02;
    private static final double REPEATED = 0.005;
    private static final int CHRISTMAS = 150;
    private static final int PURCHASE = 0;
    private static final int REFUND = 1;
    private static final int REPETITION = 2;
    private static final int KIND_BITS = 2;
    private static final int ORDER_BITS = 26;

    /** Seconds since the start, kind and order of each event, in one number each, sorted. */
    private final long[] events;

    private final int[] customers;
    private final int[] boughtAt;
    private int next;

    SeasonLoad(int customerCount) {
        Random random = new Random(SEED);
        double[] season = season();
        int[] buyers = new int[customerCount * (MEDIAN_ORDERS + 3) + 1_000];
        int[] seconds = new int[buyers.length];
        long[] all = new long[buyers.length + buyers.length / 10];
        int orders = 0;
        int count = 0;
        for (int customer = 0; customer < customerCount; customer++) {
            double joins = random.nextDouble() < FROM_THE_START ? 0 : DAYS * random.nextDouble();
            double leaves = Math.min(DAYS, joins + 1 - MEAN_STAY_DAYS * Math.log(1 - random.nextDouble()));
            double wanted = MEDIAN_ORDERS * Math.exp(LOG_ORDERS_DEVIATION * random.nextGaussian());
            for (long i = Math.max(1, Math.round(wanted)); i > 0 && orders < buyers.length; i--) {
                int at = second(season, joins, leaves, random);
                buyers[orders] = customer;
                seconds[orders] = at;
                all[count++] = event(at, PURCHASE, orders);
                double chance = random.nextDouble();
                if (chance < REFUNDED) {
                    int later = at + DAY_SECONDS + random.nextInt(20 * DAY_SECONDS);
                    count = add(all, count, later, REFUND, orders);
                } else if (chance < REFUNDED + REPEATED) {
                    count = add(all, count, at + 60 + random.nextInt(DAY_SECONDS), REPETITION, orders);
                }
                orders++;
            }
        }
        Arrays.sort(all, 0, count);
        events = Arrays.copyOf(all, count);
        customers = buyers;
        boughtAt = seconds;
    }

    private static int add(long[] all, int count, int at, int kind, int order) {
        if (at >= DAYS * DAY_SECONDS) {
            return count;
        }
        all[count] = event(at, kind, order);
        return count + 1;
    }

    private static long event(int at, int kind, int order) {
        return ((long) at << (KIND_BITS + ORDER_BITS)) | ((long) kind << ORDER_BITS) | order;
    }

    /** The cumulated demand at the start of each day: a peak before Christmas, a dip after it, busy weekends. */
    private static double[] season() {
        double[] cumulated = new double[DAYS + 1];
        for (int day = 0; day < DAYS; day++) {
            double toChristmas = (day - CHRISTMAS) / 15.0;
            double demand = 1 + 1.5 * Math.exp(-toChristmas * toChristmas) - 0.3 * Math.sin(2 * Math.PI * day / DAYS);
            cumulated[day + 1] = cumulated[day] + demand * (day % 7 >= 5 ? 1.4 : 1);
        }
        return cumulated;
    }

    /** A second between two days, by demand. */
    private static int second(double[] season, double from, double to, Random random) {
        double least = season[(int) from];
        double most = season[(int) Math.ceil(to)];
        int place = Arrays.binarySearch(season, least + (most - least) * random.nextDouble());
        int day = Math.min(DAYS - 1, place < 0 ? -place - 2 : place);
        return day * DAY_SECONDS + random.nextInt(DAY_SECONDS);
    }

    @Override
    public boolean hasNext() {
        return next < events.length;
    }

    /** Returns the number of events. */
    int size() {
        return events.length;
    }

    @Override
    public Made next() {
        long event = events[next++];
        int order = (int) (event & ((1L << ORDER_BITS) - 1));
        int kind = (int) ((event >> ORDER_BITS) & ((1L << KIND_BITS) - 1));
        long at = START + 1_000 * (event >> (KIND_BITS + ORDER_BITS));
        return new Made("c" + (1_000_000 + customers[order]), event(kind, order, at));
    }

    private CustomerEvent event(int kind, int order, long at) {
        SplittableRandom random = new SplittableRandom(SEED + order);
        double gaussian =
                Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        long cents = Math.max(1, Math.round(100 * Math.exp(LOG_AMOUNT_MEAN + LOG_AMOUNT_DEVIATION * gaussian)));
        String orderId = "o-" + (1_000_000 + order);
        if (kind == REFUND) {
            long returned = random.nextBoolean() ? cents : cents / 2;
            return new Refund("r-" + (1_000_000 + order), orderId, new Money(100 * returned), at);
        }
        return new Purchase(orderId, new Money(100 * cents), START + 1_000L * boughtAt[order]);
    }

    @Override
    public long end() {
        return START + Duration.ofDays(DAYS).toMillis();
    }
}
