package io.rfmstreams.app;

import io.rfmstreams.segment.SegmentationModel;

/** What came of a training. */
public sealed interface TrainingOutcome {

    /**
     * A model was fitted.
     *
     * @param active whether it was published as the active one
     */
    record Fitted(SegmentationModel model, boolean active) implements TrainingOutcome {}

    /** There was too little to fit; nothing was published. */
    record Skipped(String reason) implements TrainingOutcome {}
}
