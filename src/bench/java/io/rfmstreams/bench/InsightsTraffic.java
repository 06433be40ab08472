package io.rfmstreams.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.TopicRole;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes purchases to Kafka at a steady rate, each with its profile and moves as a processor would. Beside them a new customer
 * buys again and again, and it measures how long it takes until the segment table counts that customer.
 */
final class InsightsTraffic {

    private static final long SLICE_NANOS = Duration.ofMillis(10).toNanos();
    private static final long POLL_NANOS = Duration.ofMillis(25).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final InsightsShoppers shoppers;
    private final Producer<String, byte[]> producer;
    private final List<Long> delays = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;
    private final AtomicLong purchases = new AtomicLong();

    InsightsTraffic(Settings settings, InsightsShoppers shoppers) {
        this.settings = settings;
        this.shoppers = shoppers;
        Map<String, Object> config = settings.kafka().common();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** Writes until it is stopped. Purchases that are overdue follow as fast as possible. */
    void write(int perSecond) {
        long start = System.nanoTime();
        while (!stopped) {
            long due = (System.nanoTime() - start)
                    * perSecond
                    / Duration.ofSeconds(1).toNanos();
            for (; purchases.get() < due; purchases.incrementAndGet()) {
                int customer = shoppers.draw();
                long now = System.currentTimeMillis();
                shoppers.buy(customer, now, this::send);
                send(TopicRole.PROFILES, InsightsShoppers.id(customer), shoppers.profile(customer, now));
            }
            LockSupport.parkNanos(SLICE_NANOS);
        }
        producer.close();
    }

    /** Measures the time from the writing of a new customer's purchase and profile until it is in the segment table. */
    void probe(int port) throws IOException {
        try (KeptConnection connection = new KeptConnection(port)) {
            long known = customers(connection);
            InsightsShoppers newcomers = new InsightsShoppers(1, System.currentTimeMillis());
            for (int probe = 0; !stopped; probe++) {
                String id = "new" + System.nanoTime() + "-" + probe;
                long now = System.currentTimeMillis();
                newcomers.buy(0, now, (topic, customer, message) -> send(topic, id, renamed(message, id)));
                long written = System.nanoTime();
                send(TopicRole.PROFILES, id, renamed(newcomers.profile(0, now), id));
                while (!stopped && customers(connection) <= known) {
                    LockSupport.parkNanos(POLL_NANOS);
                }
                if (!stopped) {
                    delays.add(System.nanoTime() - written);
                }
                known++;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static byte[] renamed(byte[] message, String id) {
        String name = "\"customerId\":\"" + InsightsShoppers.id(0) + "\"";
        return new String(message, UTF_8)
                .replace(name, "\"customerId\":\"" + id + "\"")
                .getBytes(UTF_8);
    }

    private static long customers(KeptConnection connection) throws IOException {
        JsonNode answer = JSON.readTree(connection.get("/v1/segments"));
        return answer.path("summary").path("customers").asLong();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a probe that is lost would never end
    private void send(TopicRole topic, String customerId, byte[] message) {
        producer.send(new ProducerRecord<>(settings.topics().of(topic), customerId, message));
    }

    /** Forgets what was measured so far. */
    void startMeasuring() {
        delays.clear();
    }

    /** Returns the measured times in nanoseconds. */
    List<Long> delays() {
        return List.copyOf(delays);
    }

    long purchases() {
        return purchases.get();
    }

    void stop() {
        stopped = true;
    }
}
