package io.rfmstreams.segment;

import io.rfmstreams.segment.Customer.Evaluation;
import java.util.List;

/**
 * The activation of a model in one task.
 *
 * @param modelVersion version that became active
 * @param effectiveAt the task's clock when it first saw the version active, epoch milliseconds
 * @param aliasOffset offset of the activating record on the model topic. It identifies the activation and orders all
 *     activations, also after a crash in which the task lost its list of them
 */
public record Activation(int modelVersion, long effectiveAt, long aliasOffset) {

    /** Stands for no activation: no model has been active yet. */
    public static final Activation NONE = new Activation(0, Long.MIN_VALUE, -1);

    /** Returns the last activation of a task, or {@link #NONE} if there is none. */
    public static Activation inForce(List<Activation> activations) {
        return activations.isEmpty() ? NONE : activations.get(activations.size() - 1);
    }

    /** Returns whether the last evaluation was before this activation, and by another version. */
    boolean isMissedBy(Evaluation last) {
        return aliasOffset > last.activation() && modelVersion != last.modelVersion();
    }
}
