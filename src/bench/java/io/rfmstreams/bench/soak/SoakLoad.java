package io.rfmstreams.bench.soak;

import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.TopicRole;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** Sends the events at a steady rate, and a tick at each 00:00 UTC. No two events of a partition have the same time. */
final class SoakLoad implements Callable<SoakLoad.Sent> {

    private static final long DAY = 86_400_000L;
    private static final int EVENTS_AT_ONCE = 50;

    private final SoakOptions options;
    private final Settings settings;
    private final SoakShoppers shoppers;
    private final long[] nextOffsets;
    private volatile long sent;
    private long duplicates;

    /**
     * What was sent.
     *
     * @param end the time of the last tick, epoch milliseconds
     */
    record Sent(long events, long duplicates, long end) {}

    SoakLoad(SoakOptions options, Settings settings, int partitions) {
        this.options = options;
        this.settings = settings;
        shoppers = new SoakShoppers(options.customers());
        nextOffsets = new long[partitions];
    }

    /** Returns the number of events that were sent so far. */
    long sent() {
        return sent;
    }

    @Override
    public Sent call() {
        long start = System.nanoTime();
        long nanosPerEvent = TimeUnit.SECONDS.toNanos(1) / options.rate();
        long time = SoakOptions.START.toEpochMilli();
        long tick = time + DAY;
        try (Producer<String, byte[]> producer = producer()) {
            for (long i = 0; i < options.events(); i++) {
                if (i % EVENTS_AT_ONCE == 0) {
                    LockSupport.parkNanos(start + i * nanosPerEvent - System.nanoTime());
                }
                time += options.eventStep();
                while (time > tick) {
                    tick(producer, tick);
                    tick += DAY;
                }
                send(producer, time);
                sent = i + 1;
            }
            tick(producer, tick);
        }
        return new Sent(options.events(), duplicates, tick);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a lost event would be found at the end
    private void send(Producer<String, byte[]> producer, long time) {
        SoakShoppers.Made made = shoppers.next(time);
        duplicates += made.isDuplicate() ? 1 : 0;
        byte[] key = made.customerId().getBytes(StandardCharsets.UTF_8);
        int partition = Utils.toPositive(Utils.murmur2(key)) % nextOffsets.length;
        nextOffsets[partition]++;
        producer.send(new ProducerRecord<>(
                settings.topics().of(TopicRole.PURCHASES),
                partition,
                made.customerId(),
                PurchaseJson.encode(made.customerId(), made.event(), null)));
    }

    /** Says for each partition which event the tick follows, so that the order of the two topics is the same in each run. */
    @SuppressWarnings("FutureReturnValueIgnored") // a lost tick would be found at the end
    private void tick(Producer<String, byte[]> producer, long time) {
        producer.flush();
        for (int partition = 0; partition < nextOffsets.length; partition++) {
            byte[] follows = String.valueOf(nextOffsets[partition] - 1).getBytes(StandardCharsets.US_ASCII);
            ProducerRecord<String, byte[]> tick =
                    new ProducerRecord<>(settings.topics().of(TopicRole.CLOCK), partition, null, TickJson.encode(time));
            tick.headers().add(TickJson.FOLLOWS_HEADER, follows);
            producer.send(tick);
        }
    }

    private Producer<String, byte[]> producer() {
        Map<String, Object> config = settings.kafka().common();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }
}
