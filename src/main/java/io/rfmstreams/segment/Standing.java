package io.rfmstreams.segment;

import java.util.Optional;

/** Where a customer stands, by name, and what to do with such customers. */
public record Standing(SegmentRef segment, String action) {

    /**
     * Looks up where a customer stands: in the version that evaluated it or, if that is gone, in the one in force.
     *
     * @param active version in force, 0 for none
     */
    public static Standing of(Customer customer, ModelCatalog models, int active) {
        String id = customer.segmentId();
        if (id.equals(SegmentRef.NEW.id())) {
            return of(Assignment.NEW);
        }
        if (id.equals(SegmentRef.UNASSIGNED.id())) {
            return of(Assignment.UNASSIGNED);
        }
        return segment(models, customer.modelVersion(), id)
                .or(() -> segment(models, active, id))
                .map(segment -> new Standing(segment.ref(), segment.action()))
                .orElseGet(() -> new Standing(new SegmentRef(id, id, null), Assignment.UNASSIGNED.action()));
    }

    private static Standing of(Assignment reserved) {
        return new Standing(reserved.segment(), reserved.action());
    }

    private static Optional<Segment> segment(ModelCatalog models, int version, String id) {
        return models.model(version).flatMap(model -> model.segment(id));
    }
}
