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
     * @throws QueryException with {@link QueryError#UNKNOWN_MODEL}
     */
    default SegmentationModel require(int version) {
        return model(version)
                .orElseThrow(() -> new QueryException(QueryError.UNKNOWN_MODEL, "there is no model " + version));
    }

    /**
     * The model in force.
     *
     * @param otherwise the refusal where there is none
     * @throws QueryException with that refusal
     */
    default SegmentationModel requireActive(QueryError otherwise) {
        return active().orElseThrow(() -> new QueryException(otherwise, "there is no active model yet"));
    }
}
