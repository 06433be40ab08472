package io.rfmstreams.cli;

import io.rfmstreams.app.CommandTime;
import io.rfmstreams.app.CommandTime.Reading;
import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The clock that a command takes. One that it found in the topics it tells on standard error, since the wrong one gives wrong
 * numbers.
 */
final class CommandClock {

    private CommandClock() {}

    /** The time, epoch milliseconds; empty in event time before the first tick. */
    static OptionalLong read(Settings settings, PrintWriter err) {
        Optional<Reading> reading = new CommandTime(settings, Clock.systemUTC()).read();
        if (!settings.configuration().isSet(ConfigKey.CLOCK)) {
            reading.ifPresent(found -> tell(found, err));
        }
        return reading.map(found -> OptionalLong.of(found.time())).orElseGet(OptionalLong::empty);
    }

    private static void tell(Reading clock, PrintWriter err) {
        err.println("Clock: " + Timestamps.format(clock.time()) + ", " + clock.source());
        String doubt = clock.doubt();
        if (doubt != null) {
            err.println("Warning: " + doubt);
        }
        err.flush();
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
