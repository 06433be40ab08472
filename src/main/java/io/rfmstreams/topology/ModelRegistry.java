package io.rfmstreams.topology;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.InvalidModelException;
import io.rfmstreams.segment.ModelCatalog;
import io.rfmstreams.segment.SegmentationModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of the model topic, parsed, and which of them is active. Written by the one thread of the global store, read
 * by all tasks. Whatever is malformed is refused, and the last good one stays.
 */
public final class ModelRegistry implements ModelCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

    private final Window window;
    private final AtomicLong refused = new AtomicLong();
    private final ReassignmentLog reassignments = new ReassignmentLog(LOG::info);
    private final ConcurrentNavigableMap<Integer, SegmentationModel> models = new ConcurrentSkipListMap<>();
    private Active wanted = Active.NONE;
    private volatile InForce inForce = new InForce(Active.NONE, null);

    /**
     * A version that an alias names.
     *
     * @param version 0 for none
     * @param aliasOffset offset of the alias's record, -1 for none
     */
    public record Active(int version, long aliasOffset) {

        static final Active NONE = new Active(0, -1);
    }

    /** The active version, and its model where there is one: both, so that a reader never sees one without the other. */
    private record InForce(Active active, @Nullable SegmentationModel model) {}

    /**
     * An empty registry.
     *
     * @param window models for another window are refused
     */
    public ModelRegistry(Window window) {
        this.window = window;
    }

    @Override
    public Optional<SegmentationModel> model(int version) {
        return Optional.ofNullable(models.get(version));
    }

    /** The active version, {@link Active#NONE} before the first. */
    Active activeVersion() {
        return inForce.active();
    }

    /** What the tasks report that bring customers over to a model. */
    ReassignmentLog reassignments() {
        return reassignments;
    }

    public Optional<SegmentationModel> active() {
        return Optional.ofNullable(inForce.model());
    }

    /** All models that are known, by version. */
    public List<SegmentationModel> all() {
        return List.copyOf(models.values());
    }

    /** How many records of the model topic were refused since the start. */
    public long refused() {
        return refused.get();
    }

    /**
     * Takes a record of the model topic.
     *
     * @param value null for a tombstone
     * @param offset of the record
     * @return whether it was taken, and is to be kept
     */
    boolean accept(@Nullable String key, byte @Nullable [] value, long offset) {
        try {
            if (key == null) {
                throw new InvalidModelException("the record has no key");
            }
            if (key.equals(ModelJson.ACTIVE_KEY)) {
                acceptAlias(value, offset);
            } else if (value == null) {
                acceptRemoval(version(key));
            } else {
                acceptModel(key, value);
            }
            return true;
        } catch (InvalidModelException invalid) {
            refused.incrementAndGet();
            LOG.warn(
                    "Refused {} on the model topic: {}; the last good model stays",
                    InvalidFieldException.quote(String.valueOf(key)),
                    invalid.getMessage());
            return false;
        }
    }

    private void acceptModel(String key, byte[] value) {
        SegmentationModel model = ModelJsonReader.read(value);
        if (model.version() != version(key)) {
            throw new InvalidModelException("the record of " + key + " holds version " + model.version());
        }
        if (!model.window().equals(window)) {
            throw new InvalidModelException("it was trained for window " + model.window() + ", but rfm.window is "
                    + window + ": train again, or process with that window");
        }
        SegmentationModel before = models.get(model.version());
        if (before != null && !before.equals(model)) {
            throw new InvalidModelException("another model of version " + model.version() + " is known already");
        }
        models.put(model.version(), model);
        if (wanted.version() == model.version()) {
            inForce = new InForce(wanted, model);
        }
        LOG.debug("Model {} has come", model.version());
    }

    private void acceptRemoval(int version) {
        if (inForce.active().version() == version) {
            throw new InvalidModelException("version " + version + " is active and cannot be removed");
        }
        models.remove(version);
    }

    private void acceptAlias(byte @Nullable [] value, long offset) {
        if (value == null) {
            throw new InvalidModelException("the alias is a tombstone");
        }
        int version = ModelJsonReader.readAlias(value);
        wanted = new Active(version, offset);
        SegmentationModel model = models.get(version);
        if (model == null) {
            throw new InvalidModelException("version " + version + " is not known, or was refused");
        }
        inForce = new InForce(wanted, model);
    }

    private static int version(String key) {
        return ModelJson.version(key)
                .orElseThrow(() -> new InvalidModelException(
                        "the key is neither a version such as v1 nor " + ModelJson.ACTIVE_KEY));
    }
}
