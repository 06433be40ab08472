package io.rfmstreams.app;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.http.Api;
import io.rfmstreams.http.Backend;
import io.rfmstreams.http.CustomerApi;
import io.rfmstreams.http.HttpServer;
import io.rfmstreams.http.mcp.LocalProcessor;
import io.rfmstreams.query.CustomerQueries;
import io.rfmstreams.query.streams.LocalStores;
import io.rfmstreams.query.streams.PartitionLocator;
import io.rfmstreams.query.streams.Peers;
import io.rfmstreams.query.streams.RoutedReader;
import io.rfmstreams.query.streams.StandbyLags;
import io.rfmstreams.query.streams.TaskTime;
import io.rfmstreams.segment.Segmenter;
import io.rfmstreams.topology.ProcessorRules;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import io.rfmstreams.topology.StoreNames;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.state.HostInfo;

/**
 * An instance: a stream processor with its REST API. The REST API opens before the processor starts, so that it reports the
 * state of the starting processor. It closes before the processor, so that it accepts no request that cannot be answered.
 */
public final class Instance implements AutoCloseable {

    private final ResourceCloser resources = new ResourceCloser();
    private final StreamProcessor processor;
    private final InstanceMetrics metrics;
    private final Optional<Insights> insights;
    private final HttpServer server;

    /** Opens the REST API of a processor alone; see {@link #Instance(Settings, ApiAddress, BooleanSupplier, boolean)}. */
    public Instance(Settings settings, ApiAddress address, BooleanSupplier ready) {
        this(settings, address, ready, false);
    }

    /**
     * Opens the REST API. {@link #start} starts the processor.
     *
     * @param address closed with the instance, and if the constructor fails
     * @param ready a further condition for readiness, besides a processor that serves queries
     * @param withInsights whether the instance has a read model as well
     */
    public Instance(Settings settings, ApiAddress address, BooleanSupplier ready, boolean withInsights) {
        resources.register(address);
        try {
            HostInfo self = settings.http().advertised(address.sockets().main());
            processor = resources.register(new StreamProcessor(settings, self));
            TaskTime time = new TaskTime(
                    settings.clock(), settings.topics().of(TopicRole.PURCHASES), processor.probe(), Clock.systemUTC());
            metrics = resources.register(
                    new InstanceMetrics(processor, time, settings.topics().of(TopicRole.PURCHASES)));
            insights = withInsights
                    ? Optional.of(resources.register(new Insights(settings, metrics.registry())))
                    : Optional.empty();
            server = resources.register(serve(settings, address, self, ready, time));
        } catch (RuntimeException notOpened) {
            resources.close();
            throw notOpened;
        }
    }

    private HttpServer serve(
            Settings settings, ApiAddress address, HostInfo self, BooleanSupplier ready, TaskTime time) {
        HttpSettings http = settings.http();
        KafkaStreams streams = processor.streams();
        StandbyLags lags = resources.register(new StandbyLags(() -> lags(streams)));
        processor.onChange(lags::forget);
        KafkaCommands commands = resources.register(new KafkaCommands(settings));
        ProcessorRules rules = settings.processor();
        Clock wallClock = Clock.systemUTC();
        String purchases = settings.topics().of(TopicRole.PURCHASES);
        RoutedReader reads = new RoutedReader(
                new LocalStores(streams::query, processor.probe(), time, lags),
                new PartitionLocator(
                        () -> streams.streamsMetadataForStore(StoreNames.CUSTOMERS),
                        self,
                        purchases,
                        partitions(settings, purchases)),
                new Peers(http.peers()));
        RegistryModels models = new RegistryModels(processor.models());
        CustomerQueries customers = new CustomerQueries(
                reads,
                models,
                rules.history().window(),
                new Segmenter(rules.history(), rules.segments(), rules.churn(), models),
                new CustomerQueries.Clock(wallClock, rules.clock() == ClockMode.LIVE, rules.dates()));
        List<Api> apis = new ArrayList<>(List.of(new CustomerApi(customers, models, commands, reads)));
        insights.ifPresent(
                readModel -> apis.addAll(readModel.apis(Optional.of(new LocalProcessor(customers, models)))));
        return HttpServer.start(
                address.sockets(),
                http.server(),
                new Backend(new InstanceStatus(processor, ready, metrics), metrics.registry(), apis));
    }

    private static int partitions(Settings settings, String topic) {
        try (Admin admin = settings.kafka().admin()) {
            return TopicAdmin.partitions(admin, topic);
        }
    }

    private static Map<Integer, Long> lags(KafkaStreams streams) {
        Map<Integer, Long> lags = new HashMap<>();
        Map<Integer, LagInfo> known = streams.allLocalStorePartitionLags().getOrDefault(StoreNames.CUSTOMERS, Map.of());
        known.forEach((partition, lag) -> lags.put(partition, Math.max(0, lag.offsetLag())));
        return lags;
    }

    /** Starts the processor, and the feed of the read model. */
    public void start() {
        processor.start();
        insights.ifPresent(Insights::start);
    }

    /**
     * Waits until the read model, if there is one, contains all records that are on the topics at the time of the call.
     *
     * @param admin remains open; the caller closes it
     * @throws IllegalStateException if the feed of the read model stops
     */
    public void awaitInsights(Admin admin, Settings settings) {
        insights.ifPresent(readModel -> new FeedCatchUp(readModel.feed(), admin, settings).awaitWritten());
    }

    /**
     * Waits until the processor has stopped, or the feed of the read model has failed.
     *
     * @throws IllegalStateException if a failure stopped it; the message contains its cause
     */
    public void awaitEnd() {
        if (insights.isPresent()) {
            InsightsFeed feed = insights.get().feed();
            CompletableFuture.anyOf(processor.ended(), feed.ended())
                    .exceptionally(failure -> null)
                    .join();
            if (!processor.hasEnded()) {
                feed.awaitEnd();
            }
        }
        processor.awaitEnd();
    }

    public StreamProcessor processor() {
        return processor;
    }

    /** Returns the port of the REST API. */
    public int port() {
        return server.port();
    }

    /** Closes the REST API, then its resources, then the processor. A concurrent second call waits for the first. */
    @Override
    public void close() {
        resources.close();
    }
}
