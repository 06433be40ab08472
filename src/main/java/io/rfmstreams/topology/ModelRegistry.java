package io.rfmstreams.topology;

import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.ModelJsonReader;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.InvalidModelException;
import io.rfmstreams.segment.ModelCatalog;
import io.rfmstreams.segment.SegmentationModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private volatile Known known = new Known(Map.of(), Active.NONE, Active.NONE);

    /**
     * A version that an alias names.
     *
     * @param version 0 for none
     * @param aliasOffset offset of the alias's record, -1 for none
     */
    public record Active(int version, long aliasOffset) {

        static final Active NONE = new Active(0, -1);
    }

    /**
     * What is known at one moment.
     *
     * @param wanted what the last alias names, which may not have come yet
     * @param active what is in force
     */
    private record Known(Map<Integer, SegmentationModel> models, Active wanted, Active active) {

        Known with(SegmentationModel model) {
            Map<Integer, SegmentationModel> more = new TreeMap<>(models);
            more.put(model.version(), model);
            return new Known(more, wanted, wanted.version() == model.version() ? wanted : active);
        }

        Known without(int version) {
            Map<Integer, SegmentationModel> fewer = new TreeMap<>(models);
            fewer.remove(version);
            return new Known(fewer, wanted, active);
        }

        Known wanting(Active alias) {
            return new Known(models, alias, models.containsKey(alias.version()) ? alias : active);
        }
    }

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
        return Optional.ofNullable(known.models().get(version));
    }

    /** The active version, {@link Active#NONE} before the first. */
    Active activeVersion() {
        return known.active();
    }

    /** What the tasks report that bring customers over to a model. */
    ReassignmentLog reassignments() {
        return reassignments;
    }

    public Optional<SegmentationModel> active() {
        Known now = known;
        return Optional.ofNullable(now.models().get(now.active().version()));
    }

    /** All models that are known, by version. */
    public List<SegmentationModel> all() {
        return List.copyOf(known.models().values());
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
            LOG.warn("Refused {} on the model topic: {}; the last good model stays", key, invalid.getMessage());
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
        SegmentationModel before = known.models().get(model.version());
        if (before != null && !before.equals(model)) {
            throw new InvalidModelException("another model of version " + model.version() + " is known already");
        }
        known = known.with(model);
        LOG.debug("Model {} has come", model.version());
    }

    private void acceptRemoval(int version) {
        if (known.active().version() == version) {
            throw new InvalidModelException("version " + version + " is active and cannot be removed");
        }
        known = known.without(version);
    }

    private void acceptAlias(byte @Nullable [] value, long offset) {
        if (value == null) {
            throw new InvalidModelException("the alias is a tombstone");
        }
        int version = ModelJsonReader.readAlias(value);
        known = known.wanting(new Active(version, offset));
        if (known.active().version() != version) {
            throw new InvalidModelException("version " + version + " is not known, or was refused");
        }
    }

    private static int version(String key) {
        try {
            if (key.startsWith("v")) {
                return Integer.parseInt(key.substring(1));
            }
        } catch (NumberFormatException notAVersion) {
            // told below
        }
        throw new InvalidModelException("the key is neither a version such as v1 nor " + ModelJson.ACTIVE_KEY);
    }
}
