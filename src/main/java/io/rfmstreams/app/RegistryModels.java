package io.rfmstreams.app;

import io.rfmstreams.query.KnownModels;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.ModelRegistry;
import java.util.List;
import java.util.Optional;

/**
 * The models of the processor, for queries. It exists because {@link ModelRegistry} cannot depend on the package
 * {@code query}.
 */
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
