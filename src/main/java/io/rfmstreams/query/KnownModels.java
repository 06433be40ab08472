package io.rfmstreams.query;

import io.rfmstreams.segment.ModelCatalog;
import io.rfmstreams.segment.SegmentationModel;
import java.util.List;
import java.util.Optional;

/** The models that an instance knows. */
public interface KnownModels extends ModelCatalog {

    /** The model in force, if there is one. */
    Optional<SegmentationModel> active();

    /** All models, by version. */
    List<SegmentationModel> all();

    /**
     * The model of a version.
     *
     * @throws RefusedException with {@link Refusal#UNKNOWN_MODEL}
     */
    default SegmentationModel require(int version) {
        return model(version)
                .orElseThrow(() -> new RefusedException(Refusal.UNKNOWN_MODEL, "there is no model " + version));
    }

    /**
     * The model in force.
     *
     * @param otherwise the refusal where there is none
     * @throws RefusedException with that refusal
     */
    default SegmentationModel requireActive(Refusal otherwise) {
        return active().orElseThrow(() -> new RefusedException(otherwise, "there is no active model yet"));
    }
}
