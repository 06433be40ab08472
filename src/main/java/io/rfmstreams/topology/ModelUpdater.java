package io.rfmstreams.topology;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Writes the records of the model topic to the global store and to the registry. After a restart it reads the whole topic again. */
final class ModelUpdater implements Processor<String, byte[], Void, Void> {

    private final ModelRegistry models;
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    ModelUpdater(ModelRegistry models) {
        this.models = models;
    }

    @Override
    public void init(ProcessorContext<Void, Void> initContext) {
        context = initContext;
        store = initContext.getStateStore(StoreNames.MODELS);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        long offset =
                Objects.requireNonNull(context).recordMetadata().orElseThrow().offset();
        if (models.accept(record.key(), record.value(), offset)) {
            Objects.requireNonNull(store).put(record.key(), record.value());
        }
    }
}
