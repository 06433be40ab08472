package io.rfmstreams.app;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.InvalidModelException;
import io.rfmstreams.segment.ModelLimits;
import io.rfmstreams.segment.SegmentationModel;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the model topic, and publishes and activates models, for the trainer and the command {@code models}. */
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
     * @param models valid models by version
     * @param active the version in the record {@code active}, if there is one
     * @param versions the versions of all model records, valid or not
     */
    public record Models(
            SortedMap<Integer, SegmentationModel> models, OptionalInt active, NavigableSet<Integer> versions) {

        /** Returns the highest version, or 0 if there is no model. */
        public int highestVersion() {
            return versions.isEmpty() ? 0 : versions.last();
        }

        /**
         * Returns the version of the next model.
         *
         * @throws IllegalStateException if the highest version is the highest allowed one
         */
        int nextVersion() {
            int highest = highestVersion();
            if (highest == ModelLimits.MAX_VERSION) {
                throw new IllegalStateException(
                        "model " + highest + " has the highest allowed version: delete it with a tombstone for key "
                                + ModelJson.key(highest));
            }
            return highest + 1;
        }

        /**
         * Returns the versions to delete when the next model is published. The active version is not among them, since the
         * segment changes from it to the next model need its segments.
         *
         * @param keep how many of the newest versions to keep, including the next one; at least 1
         */
        NavigableSet<Integer> superseded(int keep) {
            NavigableSet<Integer> superseded =
                    versions.descendingSet().stream().skip(keep - 1L).collect(Collectors.toCollection(TreeSet::new));
            active.ifPresent(superseded::remove);
            return superseded;
        }

        public Optional<SegmentationModel> activeModel() {
            return active.isPresent() ? Optional.ofNullable(models.get(active.getAsInt())) : Optional.empty();
        }
    }

    /** Reads all models. Invalid records are logged and skipped. */
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
        NavigableSet<Integer> versions = new TreeSet<>();
        for (var entry : latest.entrySet()) {
            OptionalInt version = ModelJson.version(entry.getKey());
            version.ifPresent(versions::add);
            try {
                if (entry.getKey().equals(ModelJson.ACTIVE_KEY)) {
                    active = OptionalInt.of(ModelJsonReader.readAlias(entry.getValue()));
                } else {
                    SegmentationModel model = ModelJsonReader.read(entry.getValue());
                    if (version.orElse(0) != model.version()) {
                        throw new InvalidModelException("the value has version " + model.version());
                    }
                    models.put(model.version(), model);
                }
            } catch (InvalidModelException invalid) {
                LOG.warn(
                        "Skipped the invalid record with key {} on topic {}: {}",
                        InvalidFieldException.quote(entry.getKey()),
                        topic,
                        invalid.getMessage());
            }
        }
        return new Models(models, active, versions);
    }

    /** Opens a publisher. It fences the publisher of any other trainer. */
    public ModelPublisher publisher() {
        return new ModelPublisher(kafka, transactionalId, topic);
    }

    /**
     * Activates a version.
     *
     * @throws IllegalArgumentException if the topic has no valid model of the version, or its window is not {@code rfm.window}
     */
    public void activate(int version) {
        SortedMap<Integer, SegmentationModel> models = read().models();
        SegmentationModel model = models.get(version);
        if (model == null) {
            throw new IllegalArgumentException(
                    "topic " + topic + " has no model " + version + "; it has " + models.keySet());
        }
        if (!model.window().equals(window)) {
            throw new IllegalArgumentException("model " + version + " was trained with rfm.window=" + model.window()
                    + ", but rfm.window is " + window);
        }
        try (Producer<String, byte[]> producer = kafka.producer()) {
            KafkaFutures.await(
                    producer.send(new ProducerRecord<>(topic, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(version))),
                    "activate model " + version);
        }
    }
}
