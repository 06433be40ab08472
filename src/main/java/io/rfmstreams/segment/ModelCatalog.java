package io.rfmstreams.segment;

import java.util.Optional;

/** The known models. */
@FunctionalInterface
public interface ModelCatalog {

    /** Returns the model with a version, if it is known. */
    Optional<SegmentationModel> model(int version);
}
