package io.rfmstreams.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.insights.ReadModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/** The read model and the feed that writes it. */
final class Insights implements AutoCloseable {

    private static final String FOLDER = "insights";

    private final ReadModel model;
    private final InsightsFeed feed;

    /**
     * Opens the read model. {@link #start} starts the feed.
     *
     * @param onEvent receives each message of {@code segment-changes} and {@code churn-alerts} as it is read
     */
    Insights(Settings settings, MeterRegistry meters, BiConsumer<TopicRole, byte[]> onEvent) {
        model = ReadModel.open(folder(settings), settings.get(ConfigKey.INSIGHTS_MEMORY));
        try {
            feed = new InsightsFeed(settings, model, new FeedMetrics(meters, model, InstantSource.system()), onEvent);
        } catch (RuntimeException failed) {
            model.close();
            throw failed;
        }
    }

    /** Returns the folder of the read model. */
    static Path folder(Settings settings) {
        return settings.get(ConfigKey.INSIGHTS_STATE_DIR).orElseGet(() -> StateDirectory.of(settings)
                .resolve(settings.applicationId())
                .resolve(FOLDER));
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
        model.close();
    }
}
