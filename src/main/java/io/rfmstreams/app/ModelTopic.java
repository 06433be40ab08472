package io.rfmstreams.app;

import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.InvalidModelException;
import io.rfmstreams.segment.SegmentationModel;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model topic as the trainer and the {@code models} command see it. */
public final class ModelTopic {

    private static final Logger LOG = LoggerFactory.getLogger(ModelTopic.class);

    private final KafkaClients kafka;
    private final String topic;
    private final String transactionalId;
    private final Window window;

    public ModelTopic(Settings settings) {
        this.kafka = settings.kafka();
        this.topic = settings.topics().of(TopicRole.MODELS);
        this.transactionalId = settings.applicationId() + "-trainer";
        this.window = settings.window();
    }

    /**
     * All models on the topic.
     *
     * @param models by version
     * @param active the version that the alias names, if any
     * @param highestVersion ever seen, readable or not; 0 for none
     */
    public record Models(SortedMap<Integer, SegmentationModel> models, OptionalInt active, int highestVersion) {

        public Optional<SegmentationModel> activeModel() {
            return active.isPresent() ? Optional.ofNullable(models.get(active.getAsInt())) : Optional.empty();
        }
    }

    /** Reads all models; what is malformed is logged and left out. */
    public Models read() {
        TreeMap<String, byte[]> latest = new TreeMap<>();
        new TopicReader(kafka).read(topic, record -> {
            if (record.value() == null) {
                latest.remove(record.key());
            } else {
                latest.put(Objects.requireNonNullElse(record.key(), ""), record.value());
            }
        });
        SortedMap<Integer, SegmentationModel> models = new TreeMap<>();
        OptionalInt active = OptionalInt.empty();
        int highest = 0;
        for (var entry : latest.entrySet()) {
            highest = Math.max(highest, version(entry.getKey()));
            try {
                if (entry.getKey().equals(ModelJson.ACTIVE_KEY)) {
                    active = OptionalInt.of(ModelJsonReader.readAlias(entry.getValue()));
                } else {
                    SegmentationModel model = ModelJsonReader.read(entry.getValue());
                    models.put(model.version(), model);
                }
            } catch (InvalidModelException invalid) {
                LOG.warn("Left out {} on {}: {}", entry.getKey(), topic, invalid.getMessage());
            }
        }
        return new Models(models, active, highest);
    }

    /** Takes the right to publish; whoever had it before is fenced from this moment on. */
    public ModelPublisher publisher() {
        return new ModelPublisher(kafka, transactionalId, topic);
    }

    /**
     * Makes a version the active one.
     *
     * @throws IllegalArgumentException if no such version is on the topic, or processors would refuse it
     */
    public void activate(int version) {
        SortedMap<Integer, SegmentationModel> known = read().models();
        SegmentationModel model = known.get(version);
        if (model == null) {
            throw new IllegalArgumentException(
                    "no model " + version + " on " + topic + "; there are " + known.keySet());
        }
        if (!model.window().equals(window)) {
            throw new IllegalArgumentException(
                    "model " + version + " was trained for window " + model.window() + ", but rfm.window is " + window);
        }
        try (Producer<String, byte[]> producer = kafka.producer()) {
            KafkaAnswers.await(
                    producer.send(new ProducerRecord<>(topic, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(version))),
                    "activate model " + version);
        }
    }

    private static int version(String key) {
        try {
            return key.startsWith("v") ? Integer.parseInt(key.substring(1)) : 0;
        } catch (NumberFormatException notAVersion) {
            return 0;
        }
    }
}
