package io.rfmstreams.app;

import io.rfmstreams.segment.SegmentationModel;

/** Whether a new model becomes active as it is published. */
public enum ActivationRule {
    /** Where it passes all its checks. */
    AUTO,
    /** Never by itself: {@code models activate} does it. */
    NEVER,
    /** Whatever the checks say. */
    ALWAYS;

    boolean activates(SegmentationModel model) {
        return switch (this) {
            case AUTO -> model.passesChecks();
            case NEVER -> false;
            case ALWAYS -> true;
        };
    }
}
