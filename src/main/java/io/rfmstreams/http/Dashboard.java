package io.rfmstreams.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** The dashboard at {@code /}, with its files and the events that it shows as they happen. */
public final class Dashboard extends Api {

    private final DashboardResource pages = new DashboardResource(DashboardFiles.load());
    private final EventStreams streams;

    /**
     * Creates the dashboard.
     *
     * @param events segment changes and alerts, published as the read model takes them
     * @param state the state of the read model, a JSON object in one line: {@code now} and {@code lag}
     */
    public Dashboard(LiveEvents events, Supplier<String> state, MeterRegistry meters) {
        streams = new EventStreams(events, state, meters);
    }

    @Override
    void addTo(Routes routes) {
        routes.serve("/", AccessLevel.OPEN, pages::index);
        routes.asset(DashboardResource.ASSETS, pages::asset);
        routes.stream(EventResource.PATH, new EventResource(streams)::watch);
    }

    /** Ends all streams of events, which have no end of their own. */
    @Override
    void close() {
        streams.close();
    }
}
