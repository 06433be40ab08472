package io.rfmstreams.query;

import io.rfmstreams.segment.ModelCatalog;
import io.rfmstreams.segment.SegmentationModel;
import java.util.List;
import java.util.Optional;

/** The models that an instance knows. */
public interface KnownModels extends ModelCatalog {

    /** Returns the active model, if there is one. */
    Optional<SegmentationModel> active();

    /** Returns all models, by version. */
    List<SegmentationModel> all();

    /**
     * Returns the model of a version.
     *
     * @throws QueryException with {@link QueryError#UNKNOWN_MODEL}
     */
    default SegmentationModel require(int version) {
        return model(version)
                .orElseThrow(() -> new QueryException(QueryError.UNKNOWN_MODEL, "model " + version + " is unknown"));
    }

    /**
     * Returns the active model.
     *
     * @param otherwise the error if there is none
     * @throws QueryException with this error
     */
    default SegmentationModel requireActive(QueryError otherwise) {
        return active().orElseThrow(() -> new QueryException(otherwise, "there is no active model"));
    }
}
