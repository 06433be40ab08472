package io.rfmstreams.app;

import io.rfmstreams.segment.SegmentationModel;

/** What came of a training. */
public sealed interface TrainingOutcome {

    /** A model was fitted. */
    record Fitted(SegmentationModel model) implements TrainingOutcome {}

    /** There was too little to fit; nothing was published. */
    record Skipped(String reason) implements TrainingOutcome {}
}
