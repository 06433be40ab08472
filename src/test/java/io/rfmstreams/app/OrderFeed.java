package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;

import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends orders of random customers at a steady rate until it is closed. Order n of a customer has the id n, costs 10 and is
 * dated n seconds after {@link #START}, so that each answer about a customer can be checked.
 */
final class OrderFeed implements AutoCloseable {

    static final int AMOUNT = 10;

    private static final long START = Timestamps.parse("2024-01-01T00:00:00Z");
    private static final long SEED = 17;

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final AtomicIntegerArray sent;
    private final long pause;
    private final Thread thread = new Thread(this::run, "orders");
    private volatile boolean closing;

    private OrderFeed(Settings settings, int customers, int rate) {
        producer = settings.kafka().producer();
        topic = settings.topics().of(TopicRole.PURCHASES);
        sent = new AtomicIntegerArray(customers);
        pause = Duration.ofSeconds(1).toNanos() / rate;
    }

    /**
     * Sends one order of each customer, and then starts to send orders of random customers.
     *
     * @param rate orders a second
     */
    static OrderFeed start(Settings settings, int customers, int rate) {
        OrderFeed feed = new OrderFeed(settings, customers, rate);
        for (int customer = 0; customer < customers; customer++) {
            feed.send(customer);
        }
        feed.producer.flush();
        feed.thread.start();
        return feed;
    }

    private void run() {
        Random random = new Random(SEED);
        while (!closing) {
            send(random.nextInt(sent.length()));
            LockSupport.parkNanos(pause);
        }
    }

    private void send(int customer) {
        int number = sent.incrementAndGet(customer);
        String id = id(customer);
        var order = bought(id, String.valueOf(number), String.valueOf(AMOUNT), timeOf(number));
        var unused = producer.send(new ProducerRecord<>(topic, id, PurchaseJson.encode(id, order.event(), null)));
    }

    static String id(int customer) {
        return "c" + customer;
    }

    /** Returns the number of a customer. */
    static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }

    /** Returns the time of an order. */
    static String timeOf(int number) {
        return Timestamps.format(START + Duration.ofSeconds(number).toMillis());
    }

    int customers() {
        return sent.length();
    }

    /** Returns how many orders of a customer were sent so far. */
    int sent(int customer) {
        return sent.get(customer);
    }

    /** Returns how many orders were sent so far. */
    long sent() {
        long all = 0;
        for (int customer = 0; customer < sent.length(); customer++) {
            all += sent.get(customer);
        }
        return all;
    }

    /** Sends no further order, and waits until all are on the topic. */
    void finish() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        producer.flush();
    }

    @Override
    public void close() {
        finish();
        producer.close();
    }
}
