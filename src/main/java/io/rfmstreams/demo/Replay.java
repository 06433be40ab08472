package io.rfmstreams.demo;

import io.rfmstreams.files.SourceRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to the purchases topic in the order of their time. It sends a tick to the clock topic at each 00:00 UTC between the
 * first record and the end, and one at the end. A tick is sent before the first record at or after its time; the last tick is sent
 * after all records. To interrupt the thread ends the replay early.
 */
public final class Replay implements AutoCloseable {

    private static final long MILLIS_BETWEEN_TICKS = 1_000;

    private final TopicWriter writer;
    private final ReplayOptions options;
    private final Clock clock;

    Replay(Producer<byte[], byte[]> producer, ReplayOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        try {
            writer = new TopicWriter(producer, options.purchasesTopic(), options.clockTopic());
        } catch (ReplayException noTopics) {
            producer.close(Duration.ZERO);
            throw noTopics;
        }
    }

    /**
     * Connects to Kafka.
     *
     * @param settings the producer configuration, at least {@code bootstrap.servers}; it overrides the defaults of the replay
     * @throws ReplayException if a topic does not exist or the topics have different numbers of partitions
     */
    public static Replay connect(Map<String, ?> settings, ReplayOptions options) {
        Map<String, Object> merged = new HashMap<>();
        merged.put(ProducerConfig.ACKS_CONFIG, "all");
        merged.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        merged.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        merged.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        merged.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        merged.putAll(settings);
        return new Replay(
                new KafkaProducer<>(merged, new ByteArraySerializer(), new ByteArraySerializer()),
                options,
                Clock.systemUTC());
    }

    /**
     * Sends records, sorted by time, and their ticks.
     *
     * @throws ReplayException if Kafka does not acknowledge a record
     */
    public ReplayReport run(SourceRecords records, ReplayListener listener) {
        TickPlan ticks = new TickPlan(options.endAt(), options.dates().latest(clock.millis()));
        LongConsumer tick = time -> {
            writer.tick(time);
            listener.onTick(time);
        };
        RateLimiter limiter = new RateLimiter(options.eventsPerSecond(), System::nanoTime);
        long total = records.count();
        long sent = 0;
        for (SourceRecord source : records) {
            if (ticks.isAfterEnd(source.time())) {
                break;
            }
            ticks.sendUpTo(source.time(), tick);
            if (!limiter.await()) {
                return new ReplayReport(writer.stop(), null, false);
            }
            writer.send(source);
            listener.onProgress(++sent, total);
        }
        if (sent < total) {
            listener.onProgress(sent, sent);
        }
        Long end = ticks.sendRemaining(tick);
        writer.flush();
        return new ReplayReport(writer.acknowledged(), end, true);
    }

    /**
     * Sends a stream of records without ticks, at the rate of the options, until it ends or the thread is interrupted.
     *
     * @throws ReplayException if Kafka does not acknowledge a record
     */
    public ReplayReport stream(Iterator<SourceRecord> records, ReplayListener listener) {
        long sent = 0;
        RateLimiter limiter = new RateLimiter(options.eventsPerSecond(), System::nanoTime);
        while (records.hasNext()) {
            if (!limiter.await()) {
                return new ReplayReport(writer.stop(), null, false);
            }
            writer.send(records.next());
            listener.onProgress(++sent, -1);
        }
        writer.flush();
        return new ReplayReport(writer.acknowledged(), null, true);
    }

    /**
     * Sends records as {@link #stream} does, and at most once a second a tick with the time of a clock, so that partitions
     * without orders advance as well.
     *
     * @throws ReplayException if Kafka does not acknowledge a record
     */
    void streamWithTicks(Iterator<SourceRecord> records, InstantSource time) {
        RateLimiter limiter = new RateLimiter(options.eventsPerSecond(), System::nanoTime);
        long lastTick = clock.millis();
        while (records.hasNext()) {
            if (!limiter.await()) {
                writer.stop();
                return;
            }
            writer.send(records.next());
            if (clock.millis() - lastTick >= MILLIS_BETWEEN_TICKS) {
                lastTick = clock.millis();
                writer.tick(time.millis());
            }
        }
    }

    /** Sends the buffered records and disconnects. */
    @Override
    public void close() {
        writer.close();
    }
}
