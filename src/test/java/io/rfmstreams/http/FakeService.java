package io.rfmstreams.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.http.mcp.LocalProcessor;
import io.rfmstreams.http.mcp.ToolServer;
import io.rfmstreams.http.mcp.Tools;
import io.rfmstreams.insights.question.Answer;
import io.rfmstreams.insights.question.InsightsQueries;
import io.rfmstreams.insights.question.Parameter;
import io.rfmstreams.insights.question.SqlResult;
import io.rfmstreams.query.AdminCommands;
import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.CustomerQueries;
import io.rfmstreams.query.CustomerReader;
import io.rfmstreams.query.Freshness;
import io.rfmstreams.query.KnownModels;
import io.rfmstreams.query.PeerReader;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QueryException;
import io.rfmstreams.query.StoredCustomer;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.ReceivedEvent;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.Segmenter;
import io.rfmstreams.segment.TestModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The real server with fake customers, models and writes, on a free port. */
final class FakeService
        implements AutoCloseable,
                CustomerReader,
                KnownModels,
                AdminCommands,
                PeerReader,
                ServiceStatus,
                InsightsQueries {

    static final Instant NOW = Instant.parse("2024-03-01T12:00:00Z");

    private static final HistoryRules HISTORY = HistoryRules.of(Window.ofDays(365), Duration.ofDays(30));
    private static final SegmentRules RULES = new SegmentRules(new ColdStart(1, 0), 0, DirectionRule.MONOTONE);
    static final HttpTimeouts TIMEOUTS = HttpTimeouts.of(Duration.ofSeconds(10), Duration.ofSeconds(30));

    /** The odds are (1 + frequency) / (1 + recency). */
    private static final ReturnModel RETURNS =
            new ReturnModel(Duration.ofDays(90).toMillis(), 0, -1, 1, 0, null);

    private static final Activation FIRST = new Activation(1, Long.MIN_VALUE, 0);

    final Map<String, Customer> customers = new ConcurrentHashMap<>();
    final Map<Integer, SegmentationModel> models = new TreeMap<>();
    final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();
    volatile @Nullable QueryError error;
    volatile boolean fault;
    volatile boolean healthy = true;
    final AtomicInteger reads = new AtomicInteger();
    volatile @Nullable String degradation;
    volatile Runnable onRead = () -> {};
    volatile Runnable onHealth = () -> {};
    volatile String metrics = "rfm_orders_total 1.0\n";

    final LiveEvents events = new LiveEvents();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final HttpServer server;
    private final ListeningSocket health;

    FakeService() {
        this(Tokens.NONE);
    }

    FakeService(Tokens tokens) {
        this(options(tokens, new ServerOptions.Limits(8, 8, 64)));
    }

    /** Returns options with the default timeouts and without TLS. */
    static ServerOptions options(Tokens tokens, ServerOptions.Limits limits) {
        return new ServerOptions(tokens, limits, TIMEOUTS, null);
    }

    FakeService(ServerOptions options) {
        models.put(1, TestModels.byFrequency(1, 1.5).withReturnModel(RETURNS));
        Segmenter segmenter = new Segmenter(HISTORY, RULES, ChurnPolicy.of("", 1, 0), this);
        for (String id : List.of("ann", "näh/%2e #1")) {
            customers.put(id, buyer(segmenter));
        }
        var clock = new CustomerQueries.Clock(() -> NOW, false, new DateLimits(Duration.ofDays(1)));
        CustomerQueries queries = new CustomerQueries(this, this, HISTORY.window(), segmenter, clock);
        try {
            health = ListeningSocket.bind("127.0.0.1", 0);
            server = HttpServer.start(
                    new HttpSockets(ListeningSocket.bind("127.0.0.1", 0), health),
                    options,
                    new Backend(
                            this,
                            meters,
                            List.of(
                                    new Dashboard(events, () -> "{\"now\":\"2024-03-01T12:00:00Z\",\"lag\":0}", meters),
                                    new CustomerApi(queries, this, this, this),
                                    new InsightsApi(this, Optional.of(this::run)),
                                    new McpApi(new ToolServer(
                                            version(),
                                            Tools.of(this, Optional.of(new LocalProcessor(queries, this))))))));
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public List<Parameter<?>> parameters(String question) {
        return FakeInsights.WITH_MODEL.parameters(question);
    }

    @Override
    public Answer ask(String question, Map<String, String> values) {
        failIfSet();
        return (models.isEmpty() ? FakeInsights.WITHOUT_MODEL : FakeInsights.WITH_MODEL).ask(question, values);
    }

    private SqlResult run(String sql) {
        failIfSet();
        return FakeInsights.SQL.run(sql);
    }

    /** Returns a customer with one purchase. */
    private static Customer buyer(Segmenter segmenter) {
        long at = NOW.minus(Duration.ofDays(3)).toEpochMilli();
        return segmenter
                .apply(
                        null,
                        KeptRows.NONE,
                        new ReceivedEvent(new Purchase("1", Money.of("12.5"), at), at, 7),
                        List.of(FIRST))
                .update()
                .orElseThrow()
                .customer();
    }

    int port() {
        return server.port();
    }

    /** Returns the port of the health listener. */
    int healthPort() {
        return health.port();
    }

    @Override
    public StoredCustomer find(CustomerId customerId) {
        reads.incrementAndGet();
        onRead.run();
        failIfSet();
        return new StoredCustomer(
                customers.get(customerId.value()),
                NOW.toEpochMilli(),
                models.isEmpty() ? List.of() : List.of(FIRST),
                Freshness.CURRENT);
    }

    @Override
    public byte[] find(CustomerId customerId, boolean allowStandby) {
        failIfSet();
        return new byte[] {1, 2, 3};
    }

    private void failIfSet() {
        if (fault) {
            throw new IllegalStateException("a secret");
        }
        QueryError expected = error;
        if (expected != null) {
            throw new QueryException(expected, "a detail");
        }
    }

    @Override
    public Optional<SegmentationModel> model(int version) {
        return Optional.ofNullable(models.get(version));
    }

    @Override
    public Optional<SegmentationModel> active() {
        return model(1);
    }

    @Override
    public List<SegmentationModel> all() {
        return List.copyOf(models.values());
    }

    @Override
    public void erase(CustomerId customerId) {
        failIfSet();
        commands.add("erase " + customerId.value());
    }

    @Override
    public void activate(int version) {
        failIfSet();
        commands.add("activate " + version);
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public String state() {
        return healthy ? "RUNNING" : "ERROR";
    }

    @Override
    public boolean isLive() {
        onHealth.run();
        return healthy;
    }

    @Override
    public boolean isReady() {
        return healthy;
    }

    @Override
    public Optional<String> degradation() {
        return Optional.ofNullable(degradation);
    }

    @Override
    public String metrics() {
        return metrics;
    }

    @Override
    public void close() {
        server.close();
    }
}
