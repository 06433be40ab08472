package io.rfmstreams.demo;

import io.rfmstreams.files.FileFormat;
import io.rfmstreams.files.FileOptions;
import io.rfmstreams.files.RefundPolicy;
import io.rfmstreams.files.SourceRecord;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.EndState;
import io.rfmstreams.rfm.Money;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/** The events of whole data sets, with refunds that name their orders. */
public final class ShopData {

    private static final Path ONLINE_RETAIL = Path.of("..", "shared", "data", "online-retail.csv.gz");
    private static final int MAX_RETURN_DAYS = 45;
    private static final double REFUND_SHARE = 0.08;
    private static final long SEED = 12;

    private ShopData() {}

    /** An event of one customer. */
    public record Sale(String customerId, CustomerEvent event) {

        /** Epoch milliseconds. */
        public long at() {
            return event.occurredAt();
        }

        /** The same at another time. */
        public Sale later(long millis) {
            long at = event.occurredAt() + millis;
            return new Sale(
                    customerId,
                    event instanceof Refund refund
                            ? new Refund(refund.refundId(), refund.orderId(), refund.amount(), at)
                            : new Purchase(Objects.requireNonNull(event.orderId()), event.amount(), at));
        }
    }

    /** The lab's orders by time; some are refunded within {@value #MAX_RETURN_DAYS} days, whole, in part or twice. */
    public static List<Sale> lab() {
        Random random = new Random(SEED);
        List<Sale> sales = sales(DataSets.lab());
        long end = sales.get(sales.size() - 1).at();
        for (Sale bought : List.copyOf(sales)) {
            for (int i = 0; i < 2 && random.nextDouble() < REFUND_SHARE; i++) {
                long days = random.nextInt(MAX_RETURN_DAYS);
                long at = Math.min(end, bought.at() + Duration.ofDays(days).toMillis());
                long units = bought.event().amount().units();
                Money back = new Money(random.nextBoolean() ? units : units / 3);
                String orderId = bought.event().orderId();
                sales.add(new Sale(bought.customerId(), new Refund(orderId + "-r" + i, orderId, back, at)));
            }
        }
        return byTime(sales);
    }

    /**
     * Online Retail by time. Its refunds name no order: each gets the customer's latest order before it of which enough is left, and
     * stays as it is where there is none. Skips the test where the data set is not at hand.
     */
    public static List<Sale> onlineRetail() {
        Assumptions.assumeTrue(Files.exists(ONLINE_RETAIL), "the reference data is not here");
        List<Sale> linked = new ArrayList<>();
        Map<String, List<Purchase>> orders = new HashMap<>();
        Map<Purchase, Long> left = new HashMap<>();
        for (Sale sale : sales(DataSets.read(
                ONLINE_RETAIL,
                FileOptions.defaults().withFormat(FileFormat.ONLINE_RETAIL).withRefunds(RefundPolicy.KEEP),
                line -> {}))) {
            List<Purchase> earlier = orders.computeIfAbsent(sale.customerId(), id -> new ArrayList<>());
            CustomerEvent event = sale.event();
            if (event instanceof Purchase purchase) {
                earlier.add(purchase);
                left.put(purchase, purchase.amount().units());
            } else if (event instanceof Refund refund) {
                event = linked(refund, earlier, left);
            }
            linked.add(new Sale(sale.customerId(), event));
        }
        return byTime(linked);
    }

    /** The sales of one in {@code n} customers; with {@code -Dtest.customers=all} of all. */
    public static List<Sale> sample(List<Sale> sales, int n) {
        return "all".equals(System.getProperty("test.customers")) ? sales : everyNthCustomer(sales, n);
    }

    /** The sales of the customers whose ids' hashes are multiples of a number. */
    public static List<Sale> everyNthCustomer(List<Sale> sales, int n) {
        return sales.stream()
                .filter(sale -> Math.floorMod(sale.customerId().hashCode(), n) == 0)
                .toList();
    }

    /**
     * Each customer's state once all has happened.
     *
     * @param window length of the window in milliseconds
     * @param end epoch milliseconds, not before any event
     */
    public static Map<String, EndState> ends(List<Sale> sales, long window, long end) {
        Map<String, List<CustomerEvent>> customers = new TreeMap<>();
        for (Sale sale : sales) {
            customers
                    .computeIfAbsent(sale.customerId(), none -> new ArrayList<>())
                    .add(sale.event());
        }
        Map<String, EndState> ends = new TreeMap<>();
        customers.forEach((customerId, events) -> {
            if (events.stream().anyMatch(Purchase.class::isInstance)) {
                ends.put(customerId, EndState.of(events, window, end));
            }
        });
        return ends;
    }

    private static Refund linked(Refund refund, List<Purchase> earlier, Map<Purchase, Long> left) {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            Purchase order = earlier.get(i);
            long rest = left.getOrDefault(order, 0L) - refund.amount().units();
            if (rest >= 0) {
                left.put(order, rest);
                return new Refund(refund.refundId(), order.orderId(), refund.amount(), refund.occurredAt());
            }
        }
        return refund;
    }

    private static List<Sale> sales(DataSet data) {
        List<Sale> sales = new ArrayList<>();
        for (SourceRecord each : data.records()) {
            SourceRecord.Event event = (SourceRecord.Event) each;
            sales.add(new Sale(event.customerId(), event.event()));
        }
        return sales;
    }

    private static List<Sale> byTime(List<Sale> sales) {
        List<Sale> sorted = new ArrayList<>(sales);
        sorted.sort(Comparator.comparingLong(Sale::at));
        return sorted;
    }
}
