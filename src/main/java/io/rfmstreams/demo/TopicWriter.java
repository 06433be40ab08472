package io.rfmstreams.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.contract.TickJson;
import io.rfmstreams.files.SourceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Sends records and ticks. A tick is sent to each partition after all earlier records are acknowledged. Its header contains the
 * offset of the last purchase in its partition. The producer sets the record timestamps to the wall clock.
 */
final class TopicWriter implements AutoCloseable {

    private static final long NONE = -1;

    /** Shorter than the time that the program has to end after Ctrl-C. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

    private final Producer<byte[], byte[]> producer;
    private final String purchasesTopic;
    private final String clockTopic;
    private final AtomicLongArray lastOffsets;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long purchases;

    TopicWriter(Producer<byte[], byte[]> producer, String purchasesTopic, String clockTopic) {
        this.producer = producer;
        this.purchasesTopic = purchasesTopic;
        this.clockTopic = clockTopic;
        int partitions = partitions(purchasesTopic);
        int clockPartitions = partitions(clockTopic);
        if (partitions != clockPartitions) {
            throw new ReplayException(
                    "the topics " + purchasesTopic + " and " + clockTopic
                            + " must have the same number of partitions, but have " + partitions + " and "
                            + clockPartitions,
                    null);
        }
        lastOffsets = new AtomicLongArray(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            lastOffsets.set(partition, NONE);
        }
    }

    void send(SourceRecord source) {
        purchases++;
        send(new ProducerRecord<>(purchasesTopic, source.key(), source.value()));
    }

    void tick(long time) {
        flush();
        for (int partition = 0; partition < lastOffsets.length(); partition++) {
            long last = lastOffsets.get(partition);
            List<Header> headers = last == NONE
                    ? List.of()
                    : List.of(new RecordHeader(
                            TickJson.FOLLOWS_HEADER, Long.toString(last).getBytes(UTF_8)));
            send(new ProducerRecord<byte[], byte[]>(clockTopic, partition, null, null, TickJson.encode(time), headers));
        }
        flush();
    }

    /**
     * Waits until all sent records are acknowledged.
     *
     * @throws ReplayException if a record was not acknowledged
     */
    void flush() {
        try {
            producer.flush();
        } catch (KafkaException fault) {
            throw failed(fault);
        }
        checkFailure();
    }

    /** Returns the number of purchases that Kafka has acknowledged. */
    long acknowledged() {
        return acknowledged.get();
    }

    /**
     * Ends the sending. Records that are not acknowledged within {@link #STOP_TIMEOUT} are given up.
     *
     * @return the number of purchases that Kafka has acknowledged
     * @throws ReplayException if a record was given up
     */
    long stop() {
        producer.close(STOP_TIMEOUT);
        checkFailure();
        return acknowledged();
    }

    @Override
    public void close() {
        producer.close(STOP_TIMEOUT);
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        checkFailure();
        boolean purchase = message.topic().equals(purchasesTopic);
        try {
            var unused = producer.send(message, (metadata, fault) -> {
                if (fault != null) {
                    failure.compareAndSet(null, fault);
                } else if (purchase) {
                    acknowledged(metadata);
                }
            });
        } catch (KafkaException fault) {
            throw failed(fault);
        }
    }

    private void acknowledged(RecordMetadata metadata) {
        acknowledged.incrementAndGet();
        lastOffsets.accumulateAndGet(metadata.partition(), metadata.offset(), Math::max);
    }

    private void checkFailure() {
        Exception fault = failure.get();
        if (fault != null) {
            throw failed(fault);
        }
    }

    /** Waits for the records in flight, so that the number of acknowledged records is final. */
    private ReplayException failed(Exception fault) {
        producer.close(STOP_TIMEOUT);
        return new ReplayException(
                String.format(
                        Locale.ROOT,
                        "Kafka acknowledged %,d of %,d records: %s",
                        acknowledged.get(),
                        purchases,
                        fault.getMessage()),
                fault);
    }

    private int partitions(String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (KafkaException missing) {
            throw new ReplayException("cannot find the topic " + topic + ": " + missing.getMessage(), missing);
        }
    }
}
