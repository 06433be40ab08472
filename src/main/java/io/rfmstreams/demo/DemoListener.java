package io.rfmstreams.demo;

import io.rfmstreams.segment.SegmentationModel;

/** Follows a demo. Called on the thread that runs it. */
public interface DemoListener extends ReplayListener {

    /** The next part has begun. */
    default void onPhase(String phase) {}

    /** A model was trained, activated, and every customer brought over to it. */
    default void onModel(SegmentationModel model) {}

    /** A training that was due did not take place, and why. */
    default void onModelSkipped(long asOf, String reason) {}
}
