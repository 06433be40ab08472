package io.rfmstreams.app;

import io.rfmstreams.insights.ReadModel;
import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.Window;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/** Deletes old rows of the read model, once a day of its clock. */
final class FeedRetention {

    private final ReadModel model;
    private final Duration purchases;
    private final Duration events;
    private final InstantSource wallClock;
    private final boolean followsTicks;
    private long appliedAt = Long.MIN_VALUE;

    /**
     * Creates an instance.
     *
     * @param purchases how long purchases are kept
     * @param events how long segment changes, alerts and offers are kept
     * @param followsTicks whether now is the last tick, if there is one; otherwise it is the wall clock
     */
    FeedRetention(ReadModel model, Duration purchases, Duration events, InstantSource wallClock, boolean followsTicks) {
        this.model = model;
        this.purchases = purchases;
        this.events = events;
        this.wallClock = wallClock;
        this.followsTicks = followsTicks;
    }

    static FeedRetention of(Settings settings, ReadModel model) {
        Window window = settings.window();
        Duration counted =
                window.isLifetime() ? settings.get(ConfigKey.ORDER_RETENTION) : Duration.ofMillis(window.millis());
        return new FeedRetention(
                model,
                counted.plus(settings.get(ConfigKey.RETURN_HORIZON)),
                settings.get(ConfigKey.INSIGHTS_RETENTION),
                InstantSource.system(),
                settings.followsTicks());
    }

    void apply() {
        OptionalLong now = isUpToDate() ? now() : OptionalLong.empty();
        if (now.isEmpty() || (appliedAt != Long.MIN_VALUE && now.getAsLong() - appliedAt < DayBucket.DAY_MILLIS)) {
            return;
        }
        appliedAt = now.getAsLong();
        model.deleteBefore(appliedAt - purchases.toMillis(), appliedAt - events.toMillis());
    }

    /** Before that, the last tick may not have been read, and old records may follow. */
    private boolean isUpToDate() {
        return model.freshness().filter(freshness -> freshness.lag() == 0).isPresent();
    }

    private OptionalLong now() {
        OptionalLong tick = followsTicks ? model.lastTick() : OptionalLong.empty();
        return tick.isPresent() ? tick : OptionalLong.of(wallClock.millis());
    }
}
