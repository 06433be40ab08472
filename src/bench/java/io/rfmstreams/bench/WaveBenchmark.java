package io.rfmstreams.bench;

import io.rfmstreams.app.CatchUp;
import io.rfmstreams.app.ClockTopic;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.Settings;
import io.rfmstreams.app.StreamProcessor;
import io.rfmstreams.app.TopicAdmin;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.demo.EmbeddedBroker;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.segment.SegmentationModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Measures how long live purchases wait for their segment change while very many customers come due at one moment, and
 * without that. Arguments: customers (1000000), live purchases a second (200), seconds without a wave (20).
 */
public final class WaveBenchmark {

    private static final long START = Timestamps.parse("2024-01-01T00:00:00Z");
    private static final long MONTH = Duration.ofDays(40).toMillis();
    private static final int PARTITIONS = 8;

    private final Settings settings;
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final List<Double> waits = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean over = new AtomicBoolean();

    private WaveBenchmark(String bootstrapServers, Path folder) {
        settings = new Settings(Configuration.load(
                Map.of(
                        "kafka.bootstrap.servers",
                        bootstrapServers,
                        "rfm.clock",
                        "event",
                        "cold.start.orders",
                        "1",
                        "topics.partitions",
                        String.valueOf(PARTITIONS),
                        "topics.replication",
                        "1",
                        "process.state.dir",
                        folder.resolve("state").toString()),
                Map.of(),
                null));
    }

    public static void main(String[] arguments) throws Exception {
        int customers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        int quietSeconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        Path folder = Files.createTempDirectory("rfm-streams-wave");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            new WaveBenchmark(broker.bootstrapServers(), folder).run(customers, rate, quietSeconds);
        } finally {
            Utils.delete(folder.toFile());
        }
        System.exit(0);
    }

    private void run(int customers, int rate, int quietSeconds) throws Exception {
        try (Admin admin = settings.kafka().admin()) {
            new TopicAdmin(admin, settings.topics()).createMissing(settings);
            try (StreamProcessor processor = new StreamProcessor(settings);
                    Producer<String, byte[]> producer = producer()) {
                CatchUp catchUp = new CatchUp(processor, admin, settings);
                processor.start();
                catchUp.awaitRunning();
                publish(BenchModel.ofSegments(4), producer);
                load(customers, producer);
                catchUp.awaitProcessed();
                catchUp.awaitReassigned(1);
                Thread reader = new Thread(this::readChanges, "changes");
                reader.start();
                long live = 0;
                long until =
                        System.nanoTime() + Duration.ofSeconds(quietSeconds).toNanos();
                while (System.nanoTime() < until) {
                    sendLive(++live, START, rate, producer);
                }
                report("without a wave");
                long start = System.nanoTime();
                boolean interrupted = false;
                new ClockTopic(settings).tick(START + MONTH);
                while (processor.counts().getOrDefault("timers.fired", 0L) < customers) {
                    for (int i = 0; i < 20; i++) {
                        sendLive(++live, START + MONTH, rate, producer);
                    }
                    interrupted |= !processor.isRunning();
                }
                report("within the wave");
                System.out.printf(
                        Locale.ROOT,
                        "%,d customers woken in %.1f s, %s; %s%n",
                        customers,
                        (System.nanoTime() - start) / 1e9,
                        interrupted ? "with a rebalance" : "without a rebalance",
                        processor.counts());
                over.set(true);
                reader.join();
            }
        }
    }

    private void report(String what) {
        List<Double> sorted;
        synchronized (waits) {
            sorted = new ArrayList<>(waits);
            waits.clear();
        }
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: %d purchases, milliseconds to the change: median %.0f, p99 %.0f, worst %.0f%n",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get((int) (sorted.size() * 0.99)),
                sorted.get(sorted.size() - 1));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // who is not answered is missing in the report
    private void sendLive(long number, long at, int rate, Producer<String, byte[]> producer)
            throws InterruptedException {
        String customerId = "live-" + number;
        sentAt.put(customerId, System.nanoTime());
        producer.send(record(customerId, at));
        Thread.sleep(1_000 / rate);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // waited for by the flush
    private void load(int customers, Producer<String, byte[]> producer) {
        for (int i = 0; i < customers; i++) {
            producer.send(record("c" + i, START));
        }
        producer.flush();
    }

    private ProducerRecord<String, byte[]> record(String customerId, long at) {
        Purchase purchase = new Purchase("1", Money.of("25"), at);
        return new ProducerRecord<>(
                settings.topics().of(TopicRole.PURCHASES), customerId, PurchaseJson.encode(customerId, purchase, null));
    }

    private void publish(SegmentationModel model, Producer<String, byte[]> producer) throws Exception {
        String topic = settings.topics().of(TopicRole.MODELS);
        producer.send(new ProducerRecord<>(topic, ModelJson.key(1), ModelJson.encode(model)))
                .get();
        producer.send(new ProducerRecord<>(topic, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(1)))
                .get();
    }

    /** Only committed changes count, as readers see them. */
    private void readChanges() {
        Map<String, Object> config = settings.kafka().common();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(new TopicPartition(settings.topics().of(TopicRole.CHANGES), i));
            }
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!over.get()) {
                consumer.poll(Duration.ofMillis(100)).forEach(change -> {
                    Long sent = sentAt.remove(change.key());
                    if (sent != null) {
                        waits.add((System.nanoTime() - sent) / 1e6);
                    }
                });
            }
        }
    }

    private Producer<String, byte[]> producer() {
        Map<String, Object> config = settings.kafka().common();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }
}
