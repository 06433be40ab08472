package io.rfmstreams.segment;

/**
 * The moment from which a model counts in one task.
 *
 * @param number counts the task's activations from 1, so that a rollback to an earlier version is an activation of its own
 * @param modelVersion the version that became active
 * @param effectiveAt the task's now when it first saw the version active, epoch milliseconds
 */
public record Activation(int number, int modelVersion, long effectiveAt) {

    /** Before any model. */
    public static final Activation NONE = new Activation(0, 0, Long.MIN_VALUE);
}
