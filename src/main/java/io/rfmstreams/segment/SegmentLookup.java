package io.rfmstreams.segment;

import org.jspecify.annotations.Nullable;

/** Looks up models by version and segments by id. */
public final class SegmentLookup {

    private final ModelCatalog models;

    public SegmentLookup(ModelCatalog models) {
        this.models = models;
    }

    /**
     * Returns the present segment of a customer. Its name comes from the version that assigned the customer. If that
     * version is gone, it comes from the active version. If that version does not have the segment, the name is the id.
     *
     * @param activeVersion the active version, 0 for none
     */
    public Assignment assignment(Customer customer, int activeVersion) {
        return assignment(customer, model(activeVersion));
    }

    /** As above, with the active model, or null for none. */
    Assignment assignment(Customer customer, @Nullable SegmentationModel active) {
        String id = customer.membership().segmentId();
        Assignment own = find(id, model(customer.evaluation().modelVersion()));
        Assignment found = own == null ? find(id, active) : own;
        return found == null
                ? new Assignment(
                        new SegmentRef(id, id, null),
                        ReservedSegment.UNASSIGNED.assignment().action())
                : found;
    }

    /** Returns the model of a version, or null if there is none. */
    @Nullable
    SegmentationModel model(int version) {
        return version == 0 ? null : models.model(version).orElse(null);
    }

    /** Returns the version by which time moves a customer: the customer's own version or, if it is gone, the active one. */
    int versionInForce(Customer customer, int activeVersion) {
        int own = customer.evaluation().modelVersion();
        return own == 0 || model(own) != null ? own : activeVersion;
    }

    /** Returns the segment with an id, reserved or of the model; null if there is none. */
    static @Nullable Assignment find(String id, @Nullable SegmentationModel model) {
        ReservedSegment reserved = ReservedSegment.find(id);
        if (reserved != null) {
            return reserved.assignment();
        }
        int index = model == null ? -1 : model.indexOf(id);
        return model == null || index < 0
                ? null
                : Assignment.of(model.segments().get(index));
    }
}
