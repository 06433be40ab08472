package io.rfmstreams.app;

import io.rfmstreams.http.ServiceStatus;
import io.rfmstreams.insights.TableFreshness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The status of the role {@code insights} for the REST API. */
final class InsightsStatus implements ServiceStatus {

    /** A read model that is further behind is still being built, or the feed does not keep up. */
    private static final Duration BEHIND = Duration.ofSeconds(30);

    private final Supplier<Optional<TableFreshness>> freshness;
    private final BooleanSupplier hasEnded;
    private final Supplier<String> metrics;
    private final InstantSource wallClock;
    private volatile boolean wasUpToDate;

    /**
     * Creates a status.
     *
     * @param freshness of the read model; empty while it is not known
     * @param hasEnded whether the feed has stopped
     * @param metrics the metrics in the text format of Prometheus
     */
    InsightsStatus(
            Supplier<Optional<TableFreshness>> freshness,
            BooleanSupplier hasEnded,
            Supplier<String> metrics,
            InstantSource wallClock) {
        this.freshness = freshness;
        this.hasEnded = hasEnded;
        this.metrics = metrics;
        this.wallClock = wallClock;
    }

    @Override
    public String version() {
        return ProgramVersion.get();
    }

    @Override
    public String state() {
        if (hasEnded.getAsBoolean()) {
            return "STOPPED";
        }
        return isReady() ? "RUNNING" : "BUILDING";
    }

    @Override
    public boolean isLive() {
        return !hasEnded.getAsBoolean();
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
        return metrics.get();
    }

    private boolean isUpToDate() {
        return freshness.get().filter(this::isFresh).isPresent();
    }

    private boolean isFresh(TableFreshness present) {
        return wallClock.millis() - present.asOf() < BEHIND.toMillis();
    }
}
