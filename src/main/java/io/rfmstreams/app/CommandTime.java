package io.rfmstreams.app;

import io.rfmstreams.contract.DateLimits;
import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What time it is for commands that look from outside. Where the configuration does not say which clock the processors
 * follow, the topics do: they are in event time if there are ticks.
 */
public final class CommandTime {

    private static final int RECORDS_LOOKED_AT = 20;
    private static final long MOST_AFTER_TICK = Duration.ofDays(1).toMillis();

    private final Settings settings;
    private final InstantSource wallClock;
    private final String clockTopic;

    public CommandTime(Settings settings, InstantSource wallClock) {
        this.settings = settings;
        this.wallClock = wallClock;
        this.clockTopic = settings.topics().of(TopicRole.CLOCK);
    }

    /**
     * A time, and where it comes from.
     *
     * @param time epoch milliseconds
     * @param eventTime whether events and ticks move it, not the wall clock
     * @param source which clock it is and why that one, to be read by a person
     * @param doubt why it may be the wrong clock, to be read by a person; null where nothing speaks against it
     */
    public record Reading(
            long time,
            boolean eventTime,
            String source,
            @Nullable String doubt) {}

    /**
     * The time.
     *
     * @return empty where the configuration says event time and there is no tick yet
     * @throws IllegalStateException where it says event time and the topic of ticks is missing
     */
    public Optional<Reading> read() {
        if (!settings.configuration().isSet(ConfigKey.CLOCK)) {
            return Optional.of(clockOfTheTopics());
        }
        if (settings.clock() == ClockMode.LIVE) {
            return Optional.of(new Reading(wallClock.millis(), false, "the wall clock (rfm.clock=live)", null));
        }
        OptionalLong tick = lastTick()
                .orElseThrow(() ->
                        new IllegalStateException("topic " + clockTopic + " is missing; `topics --create` makes it"));
        return tick.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reading(
                        tick.getAsLong(), true, "the last tick on " + clockTopic + " (rfm.clock=event)", null));
    }

    /** The same as epoch milliseconds alone. */
    public OptionalLong now() {
        return read().map(reading -> OptionalLong.of(reading.time())).orElseGet(OptionalLong::empty);
    }

    private Reading clockOfTheTopics() {
        OptionalLong tick = lastTick().orElseGet(OptionalLong::empty);
        if (tick.isEmpty()) {
            return new Reading(wallClock.millis(), false, "the wall clock (no ticks on " + clockTopic + ")", null);
        }
        long time = tick.getAsLong();
        return new Reading(time, true, "the last tick on " + clockTopic + " (event time)", doubt(time));
    }

    /** Live processors ignore the ticks that a replay of old purchases has left. */
    private @Nullable String doubt(long tick) {
        OptionalLong purchase = latest(
                        settings.topics().of(TopicRole.PURCHASES),
                        value -> PurchaseJson.decode(value) instanceof InputRecord.Event event
                                ? OptionalLong.of(event.event().occurredAt())
                                : OptionalLong.empty())
                .orElseGet(OptionalLong::empty);
        return purchase.isPresent() && purchase.getAsLong() > tick + MOST_AFTER_TICK
                ? "purchases are dated up to " + Timestamps.format(purchase.getAsLong()) + ", long after that:"
                        + " where the processors run with rfm.clock=live, set that here as well"
                : null;
    }

    private Optional<OptionalLong> lastTick() {
        return latest(
                clockTopic,
                value -> TickJson.decode(value) instanceof InputRecord.Tick tick
                        ? OptionalLong.of(tick.time())
                        : OptionalLong.empty());
    }

    /**
     * The highest time of the last records of a topic: a later one may be lower, and processors never go back.
     *
     * @return empty where the topic is missing
     */
    private Optional<OptionalLong> latest(String topic, Function<byte[], OptionalLong> timeOf) {
        LatestTime latest = new LatestTime(settings.dates(), wallClock.millis());
        boolean exists = new TopicReader(settings.kafka()).readLast(topic, RECORDS_LOOKED_AT, record -> {
            if (record.value() != null) {
                timeOf.apply(record.value()).ifPresent(latest::add);
            }
        });
        return exists ? Optional.of(latest.time()) : Optional.empty();
    }

    /** The latest of some times. Invalid dates are ignored. */
    private static final class LatestTime {

        private final DateLimits dates;
        private final long now;
        private long time = -1;

        LatestTime(DateLimits dates, long now) {
            this.dates = dates;
            this.now = now;
        }

        void add(long other) {
            if (dates.isValid(other, now)) {
                time = Math.max(time, other);
            }
        }

        OptionalLong time() {
            return time < 0 ? OptionalLong.empty() : OptionalLong.of(time);
        }
    }
}
