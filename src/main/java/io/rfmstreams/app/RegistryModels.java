package io.rfmstreams.app;

import io.rfmstreams.query.KnownModels;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.ModelRegistry;
import java.util.List;
import java.util.Optional;

/** The models that the processor knows. */
record RegistryModels(ModelRegistry registry) implements KnownModels {

    @Override
    public Optional<SegmentationModel> model(int version) {
        return registry.model(version);
    }

    @Override
    public Optional<SegmentationModel> active() {
        return registry.active();
    }

    @Override
    public List<SegmentationModel> all() {
        return registry.all();
    }
}
