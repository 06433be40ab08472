package io.rfmstreams.segment;

import java.util.Optional;

/** The models that are known, by version. */
@FunctionalInterface
public interface ModelCatalog {

    Optional<SegmentationModel> model(int version);
}
