package io.rfmstreams.segment;

import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.SegmentMove.Reason;

/**
 * Why a customer is evaluated, when, and by which model.
 *
 * @param evaluation time and model of the evaluation
 */
record Trigger(Reason reason, Evaluation evaluation) {

    long at() {
        return evaluation.at();
    }

    boolean is(Reason other) {
        return reason == other;
    }

    boolean isPurchase() {
        return reason == Reason.PURCHASE || reason == Reason.FIRST_PURCHASE;
    }

    /** Returns whether the customer did something or moved. A new model is no news, nor is time without a move. */
    boolean isNews(boolean moved) {
        return reason != Reason.MODEL && (moved || reason != Reason.TIME);
    }
}
