package io.rfmstreams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.TopicRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Records of {@code rfm-clock} and {@code segment-models} that the processor must reject. */
final class OtherPoison implements AutoCloseable {

    private static final byte[] GOOD_TICK = TickJson.encode(0);

    private final Settings settings;
    private final int partitions;
    private final Producer<byte[], byte[]> producer;

    OtherPoison(Settings settings, int partitions) {
        this.settings = settings;
        this.partitions = partitions;
        Map<String, Object> config = new HashMap<>(settings.kafka().common());
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends one tick of each bad kind. Returns the dead letters that they must become, in the form of {@link Results}. */
    List<String> sendTicks(Random random) throws ExecutionException, InterruptedException {
        List<String> deadLetters = new ArrayList<>();
        deadLetters.add(tick(random, null, null, "bad-json"));
        deadLetters.add(tick(random, "noon".getBytes(UTF_8), null, "bad-json"));
        deadLetters.add(tick(random, "{}".getBytes(UTF_8), null, "bad-date"));
        deadLetters.add(tick(random, "{\"time\":\"noon\"}".getBytes(UTF_8), null, "bad-date"));
        deadLetters.add(tick(random, "{\"time\":\"1969-01-01T00:00:00Z\"}".getBytes(UTF_8), null, "ancient-date"));
        deadLetters.add(tick(random, "{\"time\":\"2999-01-01T00:00:00Z\"}".getBytes(UTF_8), null, "future-date"));
        deadLetters.add(tick(random, GOOD_TICK, "soon", "bad-tick"));
        deadLetters.add(tick(random, GOOD_TICK, "-1", "bad-tick"));
        return deadLetters;
    }

    private String tick(Random random, byte @Nullable [] value, @Nullable String follows, String reason)
            throws ExecutionException, InterruptedException {
        int partition = random.nextInt(partitions);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(settings.topics().of(TopicRole.CLOCK), partition, null, value);
        if (follows != null) {
            record.headers().add(TickJson.FOLLOWS_HEADER, follows.getBytes(UTF_8));
        }
        long offset = producer.send(record).get().offset();
        return Expected.deadLetter("rfm-clock", partition, offset, reason);
    }

    /**
     * Sends bad records to the model topic. Returns their number. The processor refuses each and keeps the model in force: a
     * damaged model that it took would be activated by the alias that follows.
     *
     * @param good a valid model, which is damaged in several ways
     */
    int sendModels(byte[] good) throws ExecutionException, InterruptedException {
        String model = new String(good, UTF_8);
        List<Map.Entry<String, String>> bad = List.of(
                Map.entry("v9001", "not JSON"),
                Map.entry("v9002", "{}"),
                Map.entry("v9003", model),
                damaged(9004, model, "\"scale\":[-0-9.E]+", "\"scale\":0"),
                alias("9004"),
                damaged(9005, model, "\"centroid\":\\[[^,]+,", "\"centroid\":["),
                alias("9005"),
                damaged(9006, model, "\"segments\":\\[", "\"segment\":["),
                alias("9006"),
                Map.entry("latest", "{\"version\":1}"),
                alias("9999"),
                alias("\"first\""),
                Map.entry(ModelJson.ACTIVE_KEY, "first"));
        for (Map.Entry<String, String> each : bad) {
            producer.send(new ProducerRecord<>(
                            settings.topics().of(TopicRole.MODELS),
                            each.getKey().getBytes(UTF_8),
                            each.getValue().getBytes(UTF_8)))
                    .get();
        }
        return bad.size();
    }

    private static Map.Entry<String, String> alias(String version) {
        return Map.entry(ModelJson.ACTIVE_KEY, "{\"version\":" + version + "}");
    }

    private static Map.Entry<String, String> damaged(int version, String model, String part, String replacement) {
        String whole = model.replaceFirst("\"version\":\\d+", "\"version\":" + version);
        String damaged = whole.replaceFirst(part, replacement);
        if (whole.equals(model) || damaged.equals(whole)) {
            throw new IllegalStateException("the model has no " + part + ": " + model);
        }
        return Map.entry("v" + version, damaged);
    }

    @Override
    public void close() {
        producer.close();
    }
}
