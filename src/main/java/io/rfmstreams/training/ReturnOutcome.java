package io.rfmstreams.training;

import io.rfmstreams.segment.ReturnModel;
import org.jspecify.annotations.Nullable;

/** The outcome of a fit of the return model. Reasons are for users and begin in lower case. */
public sealed interface ReturnOutcome {

    /**
     * A model was fitted.
     *
     * @param notValidated why the model has no validation; null if it has one
     */
    record Fitted(ReturnModel model, @Nullable String notValidated) implements ReturnOutcome {}

    /** No model was fitted. */
    record Skipped(String reason) implements ReturnOutcome {}
}
