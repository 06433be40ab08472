package io.rfmstreams.segment;

import java.util.List;

/**
 * The activation of a model in one task.
 *
 * @param number number of the activation within the task, from 1; a rollback to an earlier version is a new activation
 * @param modelVersion version that became active
 * @param effectiveAt the task's clock when it first saw the version active, epoch milliseconds
 * @param aliasOffset offset of the activating record on the model topic; a task that has read less does not know the
 *     activation
 */
public record Activation(int number, int modelVersion, long effectiveAt, long aliasOffset) {

    /** Stands for no activation: no model has been active yet. */
    public static final Activation NONE = new Activation(0, 0, Long.MIN_VALUE, -1);

    /** Returns the last activation of a task, or {@link #NONE} if there is none. */
    public static Activation inForce(List<Activation> activations) {
        return activations.isEmpty() ? NONE : activations.get(activations.size() - 1);
    }
}
