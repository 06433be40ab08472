package io.rfmstreams.app;

import io.rfmstreams.segment.SegmentationModel;

/** The outcome of a training. */
public sealed interface TrainingOutcome {

    /**
     * A model was fitted.
     *
     * @param active whether the model was activated when it was published
     */
    record Fitted(SegmentationModel model, boolean active) implements TrainingOutcome {}

    /** No model was fitted, and nothing was published. */
    record Skipped(String reason) implements TrainingOutcome {}
}
