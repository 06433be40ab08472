package io.rfmstreams.app;

import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.http.Backend;
import io.rfmstreams.http.CustomerApi;
import io.rfmstreams.http.HttpServer;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final HttpServer server;

    /**
     * Opens the REST API. {@link #start} starts the processor.
     *
     * @param address closed with the instance, and if the constructor fails
     * @param ready a further condition for readiness, besides a processor that serves queries
     */
    public Instance(Settings settings, ApiAddress address, BooleanSupplier ready) {
        resources.register(address);
        try {
            HostInfo self = settings.http().advertised(address.sockets().main());
            processor = resources.register(new StreamProcessor(settings, self));
            server = resources.register(serve(settings, address, self, ready));
        } catch (RuntimeException notOpened) {
            resources.close();
            throw notOpened;
        }
    }

    private HttpServer serve(Settings settings, ApiAddress address, HostInfo self, BooleanSupplier ready) {
        HttpSettings http = settings.http();
        KafkaStreams streams = processor.streams();
        StandbyLags lags = resources.register(new StandbyLags(() -> lags(streams)));
        processor.onChange(lags::forget);
        KafkaCommands commands = resources.register(new KafkaCommands(settings));
        ProcessorRules rules = settings.processor();
        Clock wallClock = Clock.systemUTC();
        String purchases = settings.topics().of(TopicRole.PURCHASES);
        TaskTime time = new TaskTime(rules.clock(), purchases, processor.probe(), wallClock);
        InstanceMetrics metrics = resources.register(new InstanceMetrics(processor, time, purchases));
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
        return HttpServer.start(
                address.sockets(),
                http.server(),
                new Backend(
                        new InstanceStatus(processor, ready, metrics),
                        metrics.registry(),
                        List.of(new CustomerApi(customers, models, commands, reads))));
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

    /** Starts the processor. */
    public void start() {
        processor.start();
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
