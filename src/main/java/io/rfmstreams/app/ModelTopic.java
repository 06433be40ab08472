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
     * @param versions of all models, readable or not
     */
    public record Models(
            SortedMap<Integer, SegmentationModel> models, OptionalInt active, NavigableSet<Integer> versions) {

        /** 0 for none. */
        public int highestVersion() {
            return versions.isEmpty() ? 0 : versions.last();
        }

        /**
         * The version of the next model.
         *
         * @throws IllegalStateException where no higher one is allowed
         */
        int nextVersion() {
            int highest = highestVersion();
            if (highest == ModelLimits.HIGHEST_VERSION) {
                throw new IllegalStateException("there is a model of version " + highest
                        + ", and no higher one is allowed: delete it (a record of key " + ModelJson.key(highest)
                        + " without a value)");
            }
            return highest + 1;
        }

        /**
         * The versions that are no longer kept once a model of the next version is published. What is active stays, so that
         * the moves from the model in force to the next one can be told.
         *
         * @param keep how many of the newest versions are kept, the next one included; at least 1
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
                        throw new InvalidModelException("it holds version " + model.version());
                    }
                    models.put(model.version(), model);
                }
            } catch (InvalidModelException invalid) {
                LOG.warn(
                        "Left out {} on {}: {}",
                        InvalidFieldException.quote(entry.getKey()),
                        topic,
                        invalid.getMessage());
            }
        }
        return new Models(models, active, versions);
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
            KafkaFutures.await(
                    producer.send(new ProducerRecord<>(topic, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(version))),
                    "activate model " + version);
        }
    }
}
