package io.rfmstreams.app;

import io.rfmstreams.demo.EmbeddedBroker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The embedded broker of the demo, in the process of the tests. */
final class EmbeddedTestBroker implements TestBroker {

    private @Nullable EmbeddedBroker broker;

    @Override
    public void start() {
        broker = EmbeddedBroker.startTemporary();
    }

    @Override
    public String bootstrapServers() {
        return Objects.requireNonNull(broker, "not started").bootstrapServers();
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
