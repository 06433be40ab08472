package io.rfmstreams.app;

import io.rfmstreams.http.ServiceStatus;
import io.rfmstreams.insights.TableFreshness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The status of the role {@code insights} for the REST API. */
final class InsightsStatus implements ServiceStatus {

    /** A read model that is further behind is still being built, or the feed does not keep up. */
    private static final Duration BEHIND = Duration.ofSeconds(30);

    private final Insights insights;
    private final InsightsMetrics metrics;
    private final InstantSource wallClock;
    private volatile boolean wasUpToDate;

    InsightsStatus(Insights insights, InsightsMetrics metrics, InstantSource wallClock) {
        this.insights = insights;
        this.metrics = metrics;
        this.wallClock = wallClock;
    }

    @Override
    public String version() {
        return ProgramVersion.get();
    }

    @Override
    public String state() {
        if (insights.feed().hasEnded()) {
            return "STOPPED";
        }
        return isReady() ? "RUNNING" : "BUILDING";
    }

    @Override
    public boolean isLive() {
        return !insights.feed().hasEnded();
    }

    /** The role is ready once the read model has been up to date, and stays so. */
    @Override
    public boolean isReady() {
        wasUpToDate |= isUpToDate();
        return wasUpToDate && isLive();
    }

    @Override
    public Optional<String> degradation() {
        return isUpToDate()
                ? Optional.empty()
                : Optional.of("The read model is more than " + BEHIND.toSeconds() + " s behind the topics");
    }

    @Override
    public String metrics() {
        return metrics.scrape();
    }

    private boolean isUpToDate() {
        return insights.model().freshness().filter(this::isFresh).isPresent();
    }

    private boolean isFresh(TableFreshness freshness) {
        return wallClock.millis() - freshness.asOf() < BEHIND.toMillis();
    }
}
