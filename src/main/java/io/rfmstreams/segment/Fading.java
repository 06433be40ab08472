package io.rfmstreams.segment;

/** Whether a {@link ChurnSignal.Kind#FADING} alert can still be raised for a customer before the next purchase. */
public enum Fading {
    /** The return probability has not been below the threshold since the last purchase, or there is none. */
    POSSIBLE,
    /** It has been, and no alert was raised. An alert is possible again only under another model. */
    MISSED,
    /** The alert has been raised. */
    RAISED
}
