package io.rfmstreams.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Replaces the log events and stack traces of Kafka Streams about corrupted tasks by one line a minute at most. Kafka Streams
 * reports corrupted tasks after a kill or an outage under {@code exactly_once_v2} and rebuilds their state itself.
 * {@code logback.xml} configures this filter.
 */
public final class StateRebuildFilter extends TurboFilter {

    private static final long MIN_INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

    private static final List<String> SYMPTOMS = List.of(
            TaskCorruptedException.class.getSimpleName(),
            "did not find checkpoint offsets while stores are not empty",
            "are corrupted and hence need to be re-initialized");

    private @Nullable Long lastLine;

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable fault) {
        if (!level.isGreaterOrEqual(Level.WARN)
                || !logger.getName().startsWith("org.apache.kafka.streams")
                || !isSymptom(format, fault)) {
            return FilterReply.NEUTRAL;
        }
        explain(logger.getLoggerContext(), format, fault);
        return FilterReply.DENY;
    }

    private static boolean isSymptom(@Nullable String message, @Nullable Throwable fault) {
        return (message != null && SYMPTOMS.stream().anyMatch(message::contains)) || isCausedByCorruption(fault);
    }

    private static boolean isCausedByCorruption(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof TaskCorruptedException) {
                return true;
            }
        }
        return false;
    }

    private void explain(LoggerContext context, @Nullable String message, @Nullable Throwable fault) {
        Logger log = context.getLogger(StateRebuildFilter.class);
        log.debug("Kafka Streams: {}", message, fault);
        if (isDue()) {
            log.warn("The local state does not match the committed offsets after a kill or an outage of Kafka."
                    + " Kafka Streams rebuilds it from the changelog topics. No data is lost and no action is needed");
        }
    }

    private synchronized boolean isDue() {
        long now = System.nanoTime();
        if (lastLine != null && now - lastLine < MIN_INTERVAL_NANOS) {
            return false;
        }
        lastLine = now;
        return true;
    }
}
