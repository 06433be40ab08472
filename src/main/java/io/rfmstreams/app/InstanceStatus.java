package io.rfmstreams.app;

import io.rfmstreams.http.ServiceStatus;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The status of an instance for the REST API.
 *
 * @param ready a further condition for readiness
 */
record InstanceStatus(StreamProcessor processor, BooleanSupplier ready, InstanceMetrics instanceMetrics)
        implements ServiceStatus {

    @Override
    public String version() {
        return ProgramVersion.get();
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
                .map(outage -> "Kafka has been unreachable for " + outage.toSeconds()
                        + " s. Responses come from the state before the outage");
    }

    @Override
    public String metrics() {
        return instanceMetrics.scrape();
    }
}
