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

    private OptionalLong lastTick() {
        AtomicLong last = new AtomicLong(Long.MIN_VALUE);
        new TopicReader(settings.kafka()).readLast(settings.topics().of(TopicRole.CLOCK), record -> {
            if (record.value() != null && TickJson.decode(record.value()) instanceof Inbound.Tick tick) {
                last.accumulateAndGet(tick.time(), Math::max);
            }
        });
        return last.get() == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(last.get());
    }
}
