package io.rfmstreams.topology;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ChurnPolicy;
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
 * The models of the model topic and the version that is active. The thread of the global store writes it, and all tasks read it. A
 * malformed record is refused; the last valid model stays active.
 */
public final class ModelRegistry implements ModelCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

    private final Window window;
    private final WatchedIds watchedIds;
    private final AtomicLong refused = new AtomicLong();
    private final ReassignmentLog reassignments = new ReassignmentLog(LOG::info);
    private final ConcurrentNavigableMap<Integer, SegmentationModel> models = new ConcurrentSkipListMap<>();
    private ActiveVersion requested = ActiveVersion.NONE;
    private volatile ActiveModel active = new ActiveModel(ActiveVersion.NONE, null);

    /**
     * The active version.
     *
     * @param version 0 if there is none
     * @param aliasOffset the offset of the alias record that names the version, -1 if there is none
     */
    public record ActiveVersion(int version, long aliasOffset) {

        static final ActiveVersion NONE = new ActiveVersion(0, -1);
    }

    /** The active version and its model. They are one value, so that a reader always sees both change together. */
    private record ActiveModel(
            ActiveVersion version, @Nullable SegmentationModel model) {}

    /**
     * Creates an empty registry.
     *
     * @param window the configured window; models that were trained for another window are refused
     * @param churn ids of watched segments that an active model lacks are warned of
     */
    public ModelRegistry(Window window, ChurnPolicy churn) {
        this.window = window;
        this.watchedIds = new WatchedIds(churn, LOG::warn);
    }

    @Override
    public Optional<SegmentationModel> model(int version) {
        SegmentationModel inForce = active.model();
        // Nearly every lookup is for the active version.
        return Optional.ofNullable(inForce != null && inForce.version() == version ? inForce : models.get(version));
    }

    /** Returns the active version, {@link ActiveVersion#NONE} before the first activation. */
    ActiveVersion activeVersion() {
        return active.version();
    }

    /** Returns the log to which tasks report the progress of a reassignment. */
    ReassignmentLog reassignments() {
        return reassignments;
    }

    /** Returns the active model. */
    public Optional<SegmentationModel> active() {
        return Optional.ofNullable(active.model());
    }

    /** Returns all known models, sorted by version. */
    public List<SegmentationModel> all() {
        return List.copyOf(models.values());
    }

    /** Returns the number of records of the model topic that were refused since the start. */
    public long refused() {
        return refused.get();
    }

    /**
     * Applies a record of the model topic.
     *
     * @param value null for a tombstone
     * @param offset the offset of the record
     * @return whether the record is valid and must be stored
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
                    "Refused the record {} of the model topic: {}. The last valid model stays active",
                    InvalidFieldException.quote(String.valueOf(key)),
                    invalid.getMessage());
            return false;
        }
    }

    private void acceptModel(String key, byte[] value) {
        SegmentationModel model = ModelJsonReader.read(value);
        if (model.version() != version(key)) {
            throw new InvalidModelException("the record with key " + key + " contains version " + model.version());
        }
        if (!model.window().equals(window)) {
            throw new InvalidModelException("the model was trained for window " + model.window()
                    + ", but rfm.window is " + window + ". Train a new model or change rfm.window");
        }
        SegmentationModel before = models.get(model.version());
        if (before != null && !before.equals(model)) {
            throw new InvalidModelException("a different model of version " + model.version() + " is already known");
        }
        models.put(model.version(), model);
        if (requested.version() == model.version()) {
            active = new ActiveModel(requested, model);
            watchedIds.check(model);
        }
        LOG.debug("Read model {}", model.version());
    }

    private void acceptRemoval(int version) {
        if (active.version().version() == version) {
            throw new InvalidModelException("version " + version + " is active and cannot be removed");
        }
        models.remove(version);
    }

    private void acceptAlias(byte @Nullable [] value, long offset) {
        if (value == null) {
            throw new InvalidModelException("the alias is a tombstone");
        }
        int version = ModelJsonReader.readAlias(value);
        requested = new ActiveVersion(version, offset);
        SegmentationModel model = models.get(version);
        if (model == null) {
            throw new InvalidModelException("version " + version + " is unknown or was refused");
        }
        active = new ActiveModel(requested, model);
        watchedIds.check(model);
    }

    private static int version(String key) {
        return ModelJson.version(key)
                .orElseThrow(() ->
                        new InvalidModelException("the key must be a version such as v1, or " + ModelJson.ACTIVE_KEY));
    }
}
