package io.rfmstreams.cli;

import io.rfmstreams.app.ClockReader;
import io.rfmstreams.app.ClockReader.ClockReading;
import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the current time for a command. If the configuration does not set the clock, it prints the detected clock to standard
 * error, since a wrong clock gives wrong results.
 */
final class CommandClock {

    private CommandClock() {}

    /** Returns the current time, epoch milliseconds; empty in event time before the first tick. */
    static OptionalLong read(Settings settings, PrintWriter err) {
        Optional<ClockReading> reading = new ClockReader(settings, Clock.systemUTC()).read();
        if (!settings.configuration().isSet(ConfigKey.CLOCK)) {
            reading.ifPresent(clock -> print(clock, err));
        }
        return reading.map(found -> OptionalLong.of(found.time())).orElseGet(OptionalLong::empty);
    }

    private static void print(ClockReading clock, PrintWriter err) {
        err.println("Clock: " + Timestamps.format(clock.time()) + ", " + clock.source());
        String warning = clock.warning();
        if (warning != null) {
            err.println("Warning: " + warning);
        }
        err.flush();
    }

    /**
     * Returns the current time, epoch milliseconds.
     *
     * @throws IllegalStateException in event time before the first tick
     */
    static long require(Settings settings, PrintWriter err) {
        return read(settings, err)
                .orElseThrow(() -> new IllegalStateException(
                        "the topic " + settings.topics().of(TopicRole.CLOCK)
                                + " has no tick, so the time is unknown (rfm.clock=event)"));
    }
}
