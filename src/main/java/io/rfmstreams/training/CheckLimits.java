package io.rfmstreams.training;

/**
 * The limits of the checks that a model must pass before it is activated automatically.
 *
 * @param minCustomers minimum number of customers; with fewer customers no model is fitted
 * @param smallestShare minimum share of the customers in each segment, 0 to 1
 * @param silhouetteDrop maximum difference by which the silhouette may be lower than the parent's
 * @param moved maximum share of customers that the new model moves out of the parent's segments, 0 to 1
 * @param drift maximum population stability index of a feature against the parent's customers
 * @param returnAuc minimum area under the ROC curve of the return model in its validation, 0 to 1
 */
public record CheckLimits(
        int minCustomers, double smallestShare, double silhouetteDrop, double moved, double drift, double returnAuc) {

    public static final CheckLimits DEFAULTS = new CheckLimits(100, 0.005, 0.1, 0.3, 0.25, 0.55);

    public CheckLimits {
        if (minCustomers < 1) {
            throw new IllegalArgumentException("minCustomers must be at least 1, not " + minCustomers);
        }
        requireShare("smallestShare", smallestShare);
        requireShare("moved", moved);
        requireShare("returnAuc", returnAuc);
        if (!(silhouetteDrop >= 0)) {
            throw new IllegalArgumentException("silhouetteDrop must be at least 0, not " + silhouetteDrop);
        }
        if (!(drift >= 0)) {
            throw new IllegalArgumentException("drift must be at least 0, not " + drift);
        }
    }

    private static void requireShare(String field, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(field + " must be 0 to 1, not " + share);
        }
    }

    public CheckLimits withMinCustomers(int customers) {
        return new CheckLimits(customers, smallestShare, silhouetteDrop, moved, drift, returnAuc);
    }
}
