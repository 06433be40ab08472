package io.rfmstreams.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.http.Api;
import io.rfmstreams.http.Dashboard;
import io.rfmstreams.http.InsightsApi;
import io.rfmstreams.http.LiveEvent;
import io.rfmstreams.http.LiveEvents;
import io.rfmstreams.http.McpApi;
import io.rfmstreams.http.mcp.ProcessorQueries;
import io.rfmstreams.http.mcp.ToolServer;
import io.rfmstreams.http.mcp.Tools;
import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.insights.TableFreshness;
import io.rfmstreams.insights.question.ForecastRules;
import io.rfmstreams.insights.question.InsightsQueries;
import io.rfmstreams.insights.question.KeptAnswers;
import io.rfmstreams.insights.question.SizeForecasts;
import io.rfmstreams.insights.question.Snapshots;
import io.rfmstreams.insights.question.TableQueries;
import io.rfmstreams.insights.question.TableSql;
import io.rfmstreams.topology.RateLimitedLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read model, the feed that writes it, and the parts of the REST API that answer from it. */
final class Insights implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Insights.class);

    private static final String FOLDER = "insights";
    private static final int FORECAST_SECONDS = 10;
    private static final int POINTS_SECONDS = 1;

    /** Two, so that short answers pass a long one. */
    private static final int BACKGROUND_THREADS = 2;

    private final RateLimitedLog log = new RateLimitedLog(System::currentTimeMillis, LOG::warn);
    private final Settings settings;
    private final MeterRegistry meters;
    private final InstantSource wallClock = InstantSource.system();
    private final LiveEvents events = new LiveEvents();
    private final ExecutorService segmentTable = Executors.newSingleThreadExecutor(Insights::daemon);
    private final ScheduledExecutorService background =
            Executors.newScheduledThreadPool(BACKGROUND_THREADS, Insights::daemon);
    private final ScheduledExecutorService forecasts = Executors.newSingleThreadScheduledExecutor(Insights::daemon);
    private final ReadModel model;
    private final InsightsFeed feed;

    /** Opens the read model. {@link #start} starts the feed. */
    Insights(Settings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
        model = ReadModel.open(folder(settings), settings.get(ConfigKey.INSIGHTS_MEMORY));
        try {
            feed = new InsightsFeed(settings, model, new FeedMetrics(meters, model, wallClock), this::publish);
        } catch (RuntimeException failed) {
            model.close();
            throw failed;
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "insights-background");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the folder of the read model. */
    static Path folder(Settings settings) {
        return settings.get(ConfigKey.INSIGHTS_STATE_DIR).orElseGet(() -> StateDirectory.of(settings)
                .resolve(settings.applicationId())
                .resolve(FOLDER));
    }

    /**
     * Returns the parts of the REST API that answer from the read model.
     *
     * @param processor what assistants ask of a processor; empty if none can be asked
     */
    List<Api> apis(Optional<ProcessorQueries> processor) {
        Snapshots snapshots = new Snapshots(model, settings.followsTicks(), wallClock, background);
        SizeForecasts sizes = SizeForecasts.of(snapshots, rules(), forecasts);
        keepFresh(sizes, snapshots);
        InsightsQueries queries = new KeptAnswers(new TableQueries(snapshots, sizes), segmentTable, background);
        return List.of(
                new McpApi(new ToolServer(ProgramVersion.get(), Tools.of(queries, processor))),
                new InsightsApi(
                        queries,
                        settings.get(ConfigKey.INSIGHTS_SQL)
                                ? Optional.of(new TableSql(snapshots, TableSql.LIMITS))
                                : Optional.empty()),
                new Dashboard(events, this::state, meters));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failure is logged
    private void keepFresh(SizeForecasts sizes, Snapshots snapshots) {
        background.scheduleWithFixedDelay(logged(snapshots::refreshPoints), 0, POINTS_SECONDS, TimeUnit.SECONDS);
        forecasts.scheduleWithFixedDelay(logged(sizes::refresh), 0, FORECAST_SECONDS, TimeUnit.SECONDS);
    }

    /** An executor does not repeat a task that fails. */
    private Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error failed) {
                log.log("Failed to compute an answer in the background", () -> RootCauseMessage.of(failed));
            }
        };
    }

    private ForecastRules rules() {
        return new ForecastRules(
                settings.processor().history(), settings.processor().segments());
    }

    private void publish(TopicRole topic, byte[] message) {
        LiveEvent.Type type = topic == TopicRole.ALERTS ? LiveEvent.Type.ALERT : LiveEvent.Type.CHANGE;
        String line =
                new String(message, StandardCharsets.UTF_8).replace('\n', ' ').replace('\r', ' ');
        events.publish(new LiveEvent(type, line));
    }

    private String state() {
        OptionalLong tick = settings.followsTicks() ? model.lastTick() : OptionalLong.empty();
        Optional<TableFreshness> freshness = model.freshness();
        return "{\"now\":\"%s\",\"lag\":%s,\"ageSeconds\":%s}"
                .formatted(
                        Timestamps.format(tick.orElseGet(wallClock::millis)),
                        freshness.map(TableFreshness::lag).orElse(null),
                        freshness.map(this::ageSeconds).orElse(null));
    }

    private long ageSeconds(TableFreshness freshness) {
        return Duration.ofMillis(Math.max(0, wallClock.millis() - freshness.asOf()))
                .toSeconds();
    }

    void start() {
        feed.start();
    }

    ReadModel model() {
        return model;
    }

    InsightsFeed feed() {
        return feed;
    }

    @Override
    public void close() {
        feed.close();
        segmentTable.shutdownNow();
        background.shutdownNow();
        forecasts.shutdownNow();
        model.close();
    }
}
