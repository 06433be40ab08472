package io.rfmstreams.app;

import io.rfmstreams.segment.SegmentationModel;

/** Decides whether a new model becomes active when it is published. */
public enum ActivationRule {
    /** The model becomes active if it passes all its checks. */
    AUTO,
    /** The model does not become active. The command {@code models activate} activates it. */
    NEVER,
    /** The model becomes active even if checks fail. */
    ALWAYS;

    boolean activates(SegmentationModel model) {
        return switch (this) {
            case AUTO -> model.passesChecks();
            case NEVER -> false;
            case ALWAYS -> true;
        };
    }
}
