package io.rfmstreams.segment;

import java.util.List;

/**
 * The moment from which a model counts in one task.
 *
 * @param number counts the task's activations from 1, so that a rollback to an earlier version is an activation of its own
 * @param modelVersion the version that became active
 * @param effectiveAt the task's now when it first saw the version active, epoch milliseconds
 * @param aliasOffset offset on the model topic of the record that made it active; whoever has read less knows less
 */
public record Activation(int number, int modelVersion, long effectiveAt, long aliasOffset) {

    /** Before any model. */
    public static final Activation NONE = new Activation(0, 0, Long.MIN_VALUE, -1);

    /** The last of a task's activations, {@link #NONE} if there is none. */
    public static Activation inForce(List<Activation> activations) {
        return activations.isEmpty() ? NONE : activations.get(activations.size() - 1);
    }
}
