package io.rfmstreams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;

/**
 * Random purchases, late ones among them, refunds before and after their orders, repeats, erasures and rejected records. The same
 * seed gives the same records. A few customers buy much, most of them seldom.
 */
final class Load {

    private static final long START = Timestamps.parse("2022-01-01T00:00:00Z");
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int RECENT = 500;

    private final Random random;
    private final int customers;
    private final int partitions;
    private final long meanStep;
    private final Poison poison;
    private final List<Input> recent = new ArrayList<>();
    private long now = START;
    private long number;

    /**
     * Creates a load.
     *
     * @param meanStep mean time between two events, in milliseconds
     */
    Load(long seed, int customers, int partitions, Duration meanStep) {
        this.random = new Random(seed);
        this.customers = customers;
        this.partitions = partitions;
        this.meanStep = meanStep.toMillis();
        this.poison = new Poison(random, partitions);
    }

    /** Returns the time of the latest event so far, epoch milliseconds. */
    long now() {
        return now;
    }

    /** Returns the next records. */
    List<Input> next(int records) {
        List<Input> inputs = new ArrayList<>(records + 1);
        while (inputs.size() < records) {
            addNext(inputs);
        }
        return inputs;
    }

    /** Returns one order of each customer. */
    List<Input> everyone() {
        List<Input> inputs = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            now += random.nextInt((int) Math.min(meanStep, Integer.MAX_VALUE - 1) + 1);
            inputs.add(input(id(customer), order(now)));
        }
        return inputs;
    }

    /** Returns one record of each way in which a record can be rejected, in random order. */
    List<Input> everyPoison() {
        return poison.all(Timestamps.format(now));
    }

    private void addNext(List<Input> inputs) {
        now += (long) (-Math.log(1 - random.nextDouble()) * meanStep);
        String customer = id((int) (customers * Math.pow(random.nextDouble(), 2.5)));
        int kind = random.nextInt(1_000);
        if (kind < 780 || recent.isEmpty()) {
            inputs.add(remembered(input(customer, order(now))));
        } else if (kind < 820) {
            inputs.add(remembered(input(customer, order(Math.max(START, now - random.nextInt(40) * DAY)))));
        } else if (kind < 870) {
            inputs.add(recent.get(random.nextInt(recent.size())));
        } else if (kind < 880) {
            addConflict(inputs);
        } else if (kind < 920) {
            addRefund(inputs);
        } else if (kind < 935) {
            addRefundBeforeItsOrder(inputs, customer);
        } else if (kind < 950) {
            inputs.add(remembered(input(customer, new Refund("r" + number++, null, money(50), now))));
        } else if (kind < 954) {
            inputs.add(new Input(partition(customer), bytes(customer), null, customer, null, null));
        } else if (kind < 975) {
            inputs.add(poison.any(Timestamps.format(now)));
        } else {
            inputs.add(remembered(input(customer, order(now))));
        }
    }

    /** Adds an order again, with another amount. */
    private void addConflict(List<Input> inputs) {
        Input again = recent.get(random.nextInt(recent.size()));
        if (again.event() instanceof Purchase order) {
            inputs.add(input(again.customerId(), new Purchase(order.orderId(), money(900), order.occurredAt())));
        }
    }

    private void addRefund(List<Input> inputs) {
        Input bought = recent.get(random.nextInt(recent.size()));
        if (bought.event() instanceof Purchase order) {
            Money amount = random.nextBoolean() ? order.amount() : money(30);
            inputs.add(
                    remembered(input(bought.customerId(), new Refund("r" + number++, order.orderId(), amount, now))));
        }
    }

    private void addRefundBeforeItsOrder(List<Input> inputs, String customer) {
        Purchase order = order(now);
        inputs.add(input(customer, new Refund("r" + number++, order.orderId(), order.amount(), now)));
        inputs.add(remembered(input(customer, order)));
    }

    private Purchase order(long at) {
        return new Purchase("o" + number++, money(1_000), at);
    }

    private Money money(int most) {
        return new Money((1 + random.nextInt(most * 100)) * 100L);
    }

    private Input remembered(Input input) {
        if (recent.size() < RECENT) {
            recent.add(input);
        } else {
            recent.set(random.nextInt(RECENT), input);
        }
        return input;
    }

    private Input input(String customer, CustomerEvent event) {
        return new Input(
                partition(customer),
                bytes(customer),
                Bytes.wrap(PurchaseJson.encode(customer, event, null)),
                customer,
                event,
                null);
    }

    private int partition(String customer) {
        return Utils.toPositive(Utils.murmur2(customer.getBytes(UTF_8))) % partitions;
    }

    private static Bytes bytes(String customer) {
        return Bytes.wrap(customer.getBytes(UTF_8));
    }

    private static String id(int customer) {
        return "c" + customer;
    }
}
