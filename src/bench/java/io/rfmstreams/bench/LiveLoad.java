package io.rfmstreams.bench;

import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Purchases of now at a steady rate. Some of them are first purchases of new customers, each of which makes a segment change; a reader of
 * committed records measures when it sees the change.
 */
final class LiveLoad implements AutoCloseable {

    private static final int NEW_CUSTOMERS_A_SECOND = 500;
    private static final String NEW_CUSTOMER = "live-";
    private static final Duration LAST_CHANGES = Duration.ofSeconds(5);
    private static final Duration CATCH_UP = Duration.ofMinutes(3);
    private static final Duration LEAD_IN = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LINGER_MILLIS = 2;

    private final String purchases;
    private final String changes;
    private final int rate;
    private final Producer<String, byte[]> producer;
    private final Consumer<String, byte[]> reader;
    private final Load load;
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();
    private long othersSent;
    private long freshSent;
    private volatile boolean isOver;

    LiveLoad(Settings settings, int customers, int rate) {
        purchases = settings.topics().of(TopicRole.PURCHASES);
        changes = settings.topics().of(TopicRole.CHANGES);
        this.rate = rate;
        Map<String, Object> config = settings.kafka().common();
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        reader = settings.kafka().reader();
        load = new DenseLoad(Integer.MAX_VALUE, customers, System.currentTimeMillis());
    }

    /** Sends one purchase and waits until Kafka has it. */
    void sendOne() throws InterruptedException, ExecutionException {
        send(load.next().customerId(), "o-first").get();
    }

    /**
     * Sends purchases. After the warm-up the load pauses until the engine has processed all of it.
     *
     * @param engineCpu the processor time of the engine so far, nanoseconds
     */
    LatencyResult.Measurement run(Duration warmUp, Duration measured, LongSupplier engineCpu)
            throws InterruptedException, ExecutionException {
        Thread changesReader = new Thread(this::readChanges, "changes");
        changesReader.start();
        send(warmUp, false);
        awaitCaughtUp();
        send(LEAD_IN, false);
        long cpuBefore = engineCpu.getAsLong();
        send(measured, true);
        double cpuMicros = (engineCpu.getAsLong() - cpuBefore) / 1e3 / rate / measured.toSeconds();
        producer.flush();
        long end = System.nanoTime() + LAST_CHANGES.toNanos();
        while (!sentAt.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        isOver = true;
        changesReader.join();
        List<Long> sorted = waits.stream().sorted().toList();
        return new LatencyResult.Measurement(rate, sorted, sentAt.size(), cpuMicros);
    }

    /** Waits until the engine has processed what was sent: a cold engine may be slower than the load. */
    private void awaitCaughtUp() throws InterruptedException, ExecutionException {
        String customerId = NEW_CUSTOMER + freshSent++;
        sentAt.put(customerId, System.nanoTime());
        send(customerId, "o-1").get();
        long end = System.nanoTime() + CATCH_UP.toNanos();
        while (waits.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the engine does not catch up with the warm-up within " + CATCH_UP);
            }
            Thread.sleep(50);
        }
        waits.clear();
    }

    /** Sends at the rate. */
    @SuppressWarnings("FutureReturnValueIgnored") // who is not answered counts as missing
    private void send(Duration duration, boolean isMeasured) throws InterruptedException {
        long start = System.nanoTime();
        long others = 0;
        long fresh = 0;
        for (long now = 0; now < duration.toNanos(); now = System.nanoTime() - start) {
            for (; others < now / 1e9 * (rate - NEW_CUSTOMERS_A_SECOND); others++) {
                send(load.next().customerId(), "o-" + othersSent++);
            }
            for (; fresh < now / 1e9 * NEW_CUSTOMERS_A_SECOND; fresh++) {
                String customerId = NEW_CUSTOMER + freshSent++;
                if (isMeasured) {
                    sentAt.put(customerId, System.nanoTime());
                }
                send(customerId, "o-1");
            }
            Thread.sleep(1);
        }
    }

    private Future<RecordMetadata> send(String customerId, String orderId) {
        Purchase purchase = new Purchase(orderId, Money.of("25"), System.currentTimeMillis());
        return producer.send(
                new ProducerRecord<>(purchases, customerId, PurchaseJson.encode(customerId, purchase, null)));
    }

    private void readChanges() {
        List<TopicPartition> partitions = reader.partitionsFor(changes).stream()
                .map(each -> new TopicPartition(changes, each.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        while (!isOver) {
            reader.poll(POLL).forEach(change -> {
                Long sent = change.key().startsWith(NEW_CUSTOMER) ? sentAt.remove(change.key()) : null;
                if (sent != null) {
                    waits.add(System.nanoTime() - sent);
                }
            });
        }
    }

    @Override
    public void close() {
        producer.close();
        reader.close();
    }
}
