package io.rfmstreams.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * What the server exposes.
 *
 * @param meters registry of the server's own metrics
 * @param apis the parts of the REST API
 */
public record Backend(ServiceStatus status, MeterRegistry meters, List<Api> apis) {

    public Backend {
        apis = List.copyOf(apis);
    }
}
