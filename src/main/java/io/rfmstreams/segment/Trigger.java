package io.rfmstreams.segment;

import io.rfmstreams.segment.SegmentMove.Reason;

/**
 * Why and when a customer is evaluated, and by what.
 *
 * @param at the moment, epoch milliseconds
 * @param modelVersion the version to evaluate by, 0 for none
 * @param activation number of the activation that put it in force
 */
record Trigger(Reason reason, long at, int modelVersion, int activation) {

    boolean is(Reason other) {
        return reason == other;
    }

    /** Whether it shows something of a customer that was not known before: inactivity that goes on and new models do not. */
    boolean isNews(boolean moved) {
        return reason != Reason.MODEL && (moved || reason != Reason.TIME);
    }
}
