package io.rfmstreams.faults;

import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.TopicRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records in their order, however long Kafka is away. */
final class Sender implements AutoCloseable {

    private static final String PATIENCE_MILLIS = "600000";
    private static final int BURST = 50;

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    Sender(Settings settings, TopicRole role) {
        topic = settings.topics().of(role);
        Map<String, Object> config = new HashMap<>(settings.kafka().common());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends records in bursts over about a time, in the background. The future completes when Kafka has all. */
    CompletableFuture<Void> send(List<Input> inputs, Duration time) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        long pause = time.toMillis() * BURST / Math.max(BURST, inputs.size());
        Thread thread = new Thread(
                () -> {
                    try {
                        sendAll(inputs, pause);
                        done.complete(null);
                    } catch (InterruptedException | ExecutionException | RuntimeException failed) {
                        done.completeExceptionally(failed);
                    }
                },
                "load");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private void sendAll(List<Input> inputs, long pause) throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            sent.add(producer.send(
                    new ProducerRecord<>(topic, input.partition(), input.keyBytes(), input.valueBytes())));
            if (i % BURST == BURST - 1) {
                Thread.sleep(pause);
            }
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
