package io.rfmstreams.app;

import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.ReturnOutcome;

/** The outcome of a training. */
public sealed interface TrainingOutcome {

    /**
     * A model was fitted.
     *
     * @param active whether the model was activated when it was published
     * @param returns whether the model has a return probability, and why not
     */
    record Fitted(SegmentationModel model, boolean active, ReturnOutcome returns) implements TrainingOutcome {}

    /** No model was fitted, and nothing was published. */
    record Skipped(String reason) implements TrainingOutcome {}
}
