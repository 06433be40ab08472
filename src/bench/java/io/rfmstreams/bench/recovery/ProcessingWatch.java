package io.rfmstreams.bench.recovery;

import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends orders to each partition all the time, and notes when committed profiles of each partition arrive. */
final class ProcessingWatch implements AutoCloseable {

    private static final long PAUSE_MILLIS = 100;

    /** Order ids of a run do not occur in the runs before. */
    private static final AtomicLong ORDERS = new AtomicLong();

    private final Settings settings;
    private final List<String> customers;
    private final List<List<Long>> arrivals = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    private ProcessingWatch(Settings settings, List<String> customers) {
        this.settings = settings;
        this.customers = customers;
        customers.forEach(customer -> arrivals.add(new CopyOnWriteArrayList<>()));
    }

    /** @param customers one of each partition */
    static ProcessingWatch start(Settings settings, List<String> customers) {
        ProcessingWatch watch = new ProcessingWatch(settings, customers);
        watch.threads.add(new Thread(watch::send, "orders"));
        watch.threads.add(new Thread(watch::read, "profiles"));
        watch.threads.forEach(Thread::start);
        return watch;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a lost order would show as a gap
    private void send() {
        String topic = settings.topics().of(TopicRole.PURCHASES);
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(settings.kafka().common(), new StringSerializer(), new ByteArraySerializer())) {
            while (!closing) {
                for (String customer : customers) {
                    String order = "probe-" + System.nanoTime() + "-" + ORDERS.incrementAndGet();
                    Purchase purchase = new Purchase(order, Money.of("1"), RecoveryShop.NOW.toEpochMilli());
                    producer.send(new ProducerRecord<>(topic, customer, PurchaseJson.encode(customer, purchase, null)));
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        Map<String, Object> config = settings.kafka().common();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        String topic = settings.topics().of(TopicRole.PROFILES);
        List<TopicPartition> partitions = IntStream.range(0, customers.size())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!closing) {
                consumer.poll(Duration.ofMillis(50)).forEach(profile -> {
                    if (customers.get(profile.partition()).equals(profile.key())) {
                        arrivals.get(profile.partition()).add(System.nanoTime());
                    }
                });
            }
        }
    }

    /** Returns whether a profile of each partition has arrived within the last so many milliseconds. */
    boolean hasAllWithin(long millis) {
        long since = System.nanoTime() - Duration.ofMillis(millis).toNanos();
        return arrivals.stream().allMatch(times -> !times.isEmpty() && times.get(times.size() - 1) >= since);
    }

    /** Returns the longest time without a profile of a partition since a time by {@link System#nanoTime}, in seconds. */
    double longestGap(int partition, long since) {
        long longest = 0;
        List<Long> times = arrivals.get(partition);
        for (int i = 1; i < times.size(); i++) {
            if (times.get(i) > since) {
                longest = Math.max(longest, times.get(i) - times.get(i - 1));
            }
        }
        return longest / 1e9;
    }

    @Override
    public void close() {
        closing = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
