package io.rfmstreams.app;

import io.rfmstreams.http.ServiceStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How an instance is.
 *
 * @param ready whether it answers questions
 */
record InstanceStatus(StreamProcessor processor, BooleanSupplier ready, Meters meters) implements ServiceStatus {

    @Override
    public String version() {
        String version = InstanceStatus.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(version, "(not packaged)");
    }

    @Override
    public String state() {
        return processor.state();
    }

    @Override
    public boolean isLive() {
        return !processor.hasEnded();
    }

    @Override
    public boolean isReady() {
        return processor.isServing() && ready.getAsBoolean();
    }

    @Override
    public Optional<String> degradation() {
        return processor
                .outage()
                .map(outage -> "Kafka has not been reached for " + outage.toSeconds()
                        + " s: answers come from the state as it was then");
    }

    @Override
    public String metrics() {
        return meters.scrape();
    }
}
