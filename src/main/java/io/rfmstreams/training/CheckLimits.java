package io.rfmstreams.training;

/**
 * What a model must keep to before it becomes active by itself.
 *
 * @param minCustomers fewer are not even fitted
 * @param smallestShare least share of customers that each segment must have, 0..1
 * @param silhouetteDrop how far the silhouette may lie below the parent's
 * @param moved greatest share of customers that may move from the parent's segments by the new model alone, 0..1
 * @param drift greatest population stability index of a feature against the parent's customers
 */
public record CheckLimits(int minCustomers, double smallestShare, double silhouetteDrop, double moved, double drift) {

    public static final CheckLimits DEFAULTS = new CheckLimits(100, 0.005, 0.1, 0.3, 0.25);

    public CheckLimits {
        if (minCustomers < 1) {
            throw new IllegalArgumentException("minCustomers must be at least 1, not " + minCustomers);
        }
        requireShare("smallestShare", smallestShare);
        requireShare("moved", moved);
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
        return new CheckLimits(customers, smallestShare, silhouetteDrop, moved, drift);
    }
}
