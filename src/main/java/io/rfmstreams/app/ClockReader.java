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
 * Reads the current time of the processors for commands that run outside of them. If the configuration does not set
 * {@code rfm.clock}, the clock topic decides: the time is event time if the topic has ticks, otherwise the wall clock.
 */
public final class ClockReader {

    private static final int LAST_RECORDS = 20;
    private static final long MAX_PURCHASE_LEAD_MILLIS = Duration.ofDays(1).toMillis();

    private final Settings settings;
    private final InstantSource wallClock;
    private final String clockTopic;

    public ClockReader(Settings settings, InstantSource wallClock) {
        this.settings = settings;
        this.wallClock = wallClock;
        this.clockTopic = settings.topics().of(TopicRole.CLOCK);
    }

    /**
     * A time and its clock.
     *
     * @param time epoch milliseconds
     * @param eventTime whether the clock is event time; otherwise it is the wall clock
     * @param source a description of the clock and of the reason for its choice, for users
     * @param warning why the clock may be the wrong one, for users; null if there is no sign of that
     */
    public record ClockReading(
            long time,
            boolean eventTime,
            String source,
            @Nullable String warning) {}

    /**
     * Reads the current time.
     *
     * @return empty if the configuration sets event time and the clock topic has no tick
     * @throws IllegalStateException if the configuration sets event time and the clock topic is missing
     */
    public Optional<ClockReading> read() {
        if (!settings.configuration().isSet(ConfigKey.CLOCK)) {
            return Optional.of(readUnconfigured());
        }
        if (settings.clock() == ClockMode.LIVE) {
            return Optional.of(new ClockReading(wallClock.millis(), false, "the wall clock (rfm.clock=live)", null));
        }
        OptionalLong tick = lastTick()
                .orElseThrow(() ->
                        new IllegalStateException("topic " + clockTopic + " is missing; `topics --create` creates it"));
        return tick.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClockReading(
                        tick.getAsLong(), true, "the last tick on " + clockTopic + " (rfm.clock=event)", null));
    }

    /** Reads the current time; see {@link #read}. Returns epoch milliseconds. */
    public OptionalLong now() {
        return read().map(reading -> OptionalLong.of(reading.time())).orElseGet(OptionalLong::empty);
    }

    private ClockReading readUnconfigured() {
        OptionalLong tick = lastTick().orElseGet(OptionalLong::empty);
        if (tick.isEmpty()) {
            return new ClockReading(wallClock.millis(), false, "the wall clock (no ticks on " + clockTopic + ")", null);
        }
        long time = tick.getAsLong();
        return new ClockReading(time, true, "the last tick on " + clockTopic + " (event time)", warning(time));
    }

    /** Processors with {@code rfm.clock=live} ignore the ticks that remain from a replay of old purchases. */
    private @Nullable String warning(long tick) {
        OptionalLong purchase = latest(
                        settings.topics().of(TopicRole.PURCHASES),
                        value -> PurchaseJson.decode(value) instanceof InputRecord.Event event
                                ? OptionalLong.of(event.event().occurredAt())
                                : OptionalLong.empty())
                .orElseGet(OptionalLong::empty);
        return purchase.isPresent() && purchase.getAsLong() > tick + MAX_PURCHASE_LEAD_MILLIS
                ? "the last purchase is dated " + Timestamps.format(purchase.getAsLong())
                        + ", long after the last tick;"
                        + " if the processors run with rfm.clock=live, set rfm.clock=live for this command too"
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
     * Returns the highest time in the last records of a topic. A later record may have a lower time, but the clock of a
     * processor never goes back.
     *
     * @return empty if the topic is missing; an empty time if no record has one
     */
    private Optional<OptionalLong> latest(String topic, Function<byte[], OptionalLong> timeOf) {
        LatestTime latest = new LatestTime(settings.dates(), wallClock.millis());
        boolean exists = new TopicReader(settings.kafka()).readLast(topic, LAST_RECORDS, record -> {
            if (record.value() != null) {
                timeOf.apply(record.value()).ifPresent(latest::add);
            }
        });
        return exists ? Optional.of(latest.time()) : Optional.empty();
    }

    /** The latest of several times. Invalid dates are ignored. */
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
