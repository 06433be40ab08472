package io.rfmstreams.app;

import io.rfmstreams.contract.Inbound;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** What time it is for commands that look from outside: the wall clock, or the last tick in event time. */
public final class ServiceTime {

    private static final int TICKS_LOOKED_AT = 20;

    private final Settings settings;
    private final InstantSource wallClock;

    public ServiceTime(Settings settings, InstantSource wallClock) {
        this.settings = settings;
        this.wallClock = wallClock;
    }

    /** Epoch milliseconds; empty in event time before the first tick. */
    public OptionalLong now() {
        return settings.clock() == ClockMode.LIVE ? OptionalLong.of(wallClock.millis()) : lastTick();
    }

    /** The highest of the last ticks: a later one may be lower, and processors never go back. */
    private OptionalLong lastTick() {
        long maxFuture = settings.maxFuture().toMillis();
        AtomicLong last = new AtomicLong(Long.MIN_VALUE);
        new TopicReader(settings.kafka()).readLast(settings.topics().of(TopicRole.CLOCK), TICKS_LOOKED_AT, record -> {
            if (record.value() != null
                    && TickJson.decode(record.value()) instanceof Inbound.Tick tick
                    && tick.time() - wallClock.millis() <= maxFuture) {
                last.accumulateAndGet(tick.time(), Math::max);
            }
        });
        return last.get() == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(last.get());
    }
}
