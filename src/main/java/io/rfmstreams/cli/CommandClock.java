package io.rfmstreams.cli;

import io.rfmstreams.app.ServiceTime;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.OptionalLong;

/** The clock that a command takes; it is told on standard error, since the wrong one gives wrong numbers. */
final class CommandClock {

    private CommandClock() {}

    /** The time, epoch milliseconds; empty in event time before the first tick. */
    static OptionalLong read(Settings settings, PrintWriter err) {
        OptionalLong now = OptionalLong.empty();
        var reading = new ServiceTime(settings, Clock.systemUTC()).read();
        if (reading.isPresent()) {
            now = OptionalLong.of(reading.get().time());
            err.println("Clock: " + Timestamps.format(reading.get().time()) + ", "
                    + reading.get().source());
            String doubt = reading.get().doubt();
            if (doubt != null) {
                err.println("Warning: " + doubt);
            }
            err.flush();
        }
        return now;
    }

    /**
     * The same where there must be a time.
     *
     * @throws IllegalStateException in event time before the first tick
     */
    static long require(Settings settings, PrintWriter err) {
        return read(settings, err)
                .orElseThrow(() -> new IllegalStateException("there is no tick on "
                        + settings.topics().of(TopicRole.CLOCK) + " yet, and rfm.clock=event has no other time"));
    }
}
