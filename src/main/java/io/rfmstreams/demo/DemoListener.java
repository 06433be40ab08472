package io.rfmstreams.demo;

import io.rfmstreams.segment.SegmentationModel;

/** Receives the progress of a demo, on the thread that runs it. */
public interface DemoListener extends ReplayListener {

    /** Called when the next phase starts. */
    default void onPhase(String phase) {}

    /** Called as soon as the dashboard can be opened, before the replay fills it. */
    default void onDashboard(String url) {}

    /** Called after a model was trained. If it was activated, all customers are reassigned. */
    default void onModel(SegmentationModel model) {}

    /** Called when a training that was due is skipped. */
    default void onModelSkipped(long asOf, String reason) {}
}
