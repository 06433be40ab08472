package io.rfmstreams.segment;

import org.jspecify.annotations.Nullable;

/** Finds models and segments by what is remembered of them. */
final class SegmentLookup {

    private final ModelCatalog models;

    SegmentLookup(ModelCatalog models) {
        this.models = models;
    }

    /** The model of a version; null if there is none. */
    @Nullable
    SegmentationModel model(int version) {
        return version == 0 ? null : models.model(version).orElse(null);
    }

    /** The version that time moves a customer under: the customer's own or, if that is gone, the active one. */
    int versionInForce(Customer customer, int activeVersion) {
        int own = customer.modelVersion();
        return own == 0 || model(own) != null ? own : activeVersion;
    }

    /**
     * Where a customer stands: named after the version that evaluated it or, if that is gone, the one to evaluate by now.
     *
     * @param current the model to evaluate by now; null for none
     */
    SegmentRef standing(Customer customer, @Nullable SegmentationModel current) {
        String id = customer.segmentId();
        SegmentRef own = find(id, model(customer.modelVersion()));
        SegmentRef found = own == null ? find(id, current) : own;
        return found == null ? new SegmentRef(id, id, null) : found;
    }

    /** The segment of this id, reserved or of a model; null if it is neither. */
    static @Nullable SegmentRef find(String id, @Nullable SegmentationModel model) {
        if (id.equals(SegmentRef.NEW.id())) {
            return SegmentRef.NEW;
        }
        if (id.equals(SegmentRef.UNASSIGNED.id())) {
            return SegmentRef.UNASSIGNED;
        }
        int index = model == null ? -1 : model.indexOf(id);
        return model == null || index < 0 ? null : model.segments().get(index).ref();
    }
}
