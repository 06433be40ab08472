package io.rfmstreams.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends a data set to the purchases topic in the order of its time. It sends a tick to the clock topic at each 00:00 UTC between the
 * first record and the end, and one at the end. A tick is sent before the first record at or after its time; the last tick is sent
 * after all records. To interrupt the thread ends the replay early.
 */
public final class Replay implements AutoCloseable {

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
     * Sends a data set and its ticks.
     *
     * @throws ReplayException if a record cannot be sent
     */
    public ReplayReport run(DataSet data, ReplayListener listener) {
        ReplayPlan plan =
                ReplayPlan.of(data.records(), options.endAt(), options.dates().latest(clock.millis()));
        Long end = plan.end();
        long lastMidnight = end == null ? Long.MIN_VALUE : end - 1;
        long midnight = plan.firstMidnight();
        long total = plan.records().size();
        long sent = 0;
        RateLimiter limiter = new RateLimiter(options.eventsPerSecond(), System::nanoTime);
        for (SourceRecord source : plan.records()) {
            while (midnight <= Math.min(source.time(), lastMidnight)) {
                midnight = tick(midnight, listener);
            }
            if (!limiter.await()) {
                writer.flush();
                return new ReplayReport(sent, data.dropped(), null, false);
            }
            writer.send(source);
            listener.onProgress(++sent, total);
        }
        while (midnight <= lastMidnight) {
            midnight = tick(midnight, listener);
        }
        if (end != null) {
            tick(end, listener);
        }
        writer.flush();
        return new ReplayReport(sent, data.dropped(), end, true);
    }

    /**
     * Sends a stream of records without ticks, at the rate of the options, until it ends or the thread is interrupted.
     *
     * @throws ReplayException if a record cannot be sent
     */
    public ReplayReport stream(Iterator<SourceRecord> records, ReplayListener listener) {
        SortedMap<String, Long> nothingDropped = new TreeMap<>();
        long sent = 0;
        RateLimiter limiter = new RateLimiter(options.eventsPerSecond(), System::nanoTime);
        while (records.hasNext() && limiter.await()) {
            writer.send(records.next());
            listener.onProgress(++sent, -1);
        }
        writer.flush();
        return new ReplayReport(sent, nothingDropped, null, !records.hasNext());
    }

    /** Sends the buffered records and disconnects. */
    @Override
    public void close() {
        writer.close();
    }

    private long tick(long time, ReplayListener listener) {
        writer.tick(time);
        listener.onTick(time);
        return time + ReplayPlan.DAY_MILLIS;
    }
}
