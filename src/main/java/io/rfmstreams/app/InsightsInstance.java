package io.rfmstreams.app;

import io.rfmstreams.http.Api;
import io.rfmstreams.http.Backend;
import io.rfmstreams.http.ForwardedApi;
import io.rfmstreams.http.ForwardedProcessor;
import io.rfmstreams.http.HttpServer;
import io.rfmstreams.http.ProcessorClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The read model with its REST API, without a processor. */
final class InsightsInstance implements AutoCloseable {

    private final ResourceCloser resources = new ResourceCloser();
    private final Insights insights;
    private final HttpServer server;

    /**
     * Opens the read model and the REST API. {@link #start} starts the feed.
     *
     * @param address closed with the instance, and if the constructor fails
     */
    InsightsInstance(Settings settings, ApiAddress address) {
        resources.register(address);
        try {
            InsightsMetrics metrics = resources.register(new InsightsMetrics());
            insights = resources.register(new Insights(settings, metrics.registry()));
            server = resources.register(HttpServer.start(
                    address.sockets(),
                    settings.http().server(),
                    new Backend(
                            new InsightsStatus(
                                    insights.model()::freshness,
                                    insights.feed()::hasEnded,
                                    metrics::scrape,
                                    InstantSource.system()),
                            metrics.registry(),
                            apis(settings))));
        } catch (RuntimeException notOpened) {
            resources.close();
            throw notOpened;
        }
    }

    private List<Api> apis(Settings settings) {
        Optional<ProcessorClient> processor = settings.get(ConfigKey.INSIGHTS_PROCESS_URL)
                .map(url -> new ProcessorClient(url, settings.http().trust()));
        List<Api> apis = new ArrayList<>(insights.apis(processor.map(ForwardedProcessor::new)));
        processor.ifPresent(client -> apis.add(new ForwardedApi(client)));
        return apis;
    }

    /** Starts the feed. */
    void start() {
        insights.start();
    }

    Insights insights() {
        return insights;
    }

    /** Returns the port of the REST API. */
    int port() {
        return server.port();
    }

    /** Closes the REST API, then the feed and the read model. */
    @Override
    public void close() {
        resources.close();
    }
}
