package io.rfmstreams.query.streams;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lags of the standby replicas of this instance. Measuring them queries the broker: in the background, only while
 * replicas are read, and at most once a second. If the broker does not respond, the last measurement is used.
 */
public final class StandbyLags implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyLags.class);
    private static final Duration FRESH_FOR = Duration.ofSeconds(1);
    private static final Duration GOOD_FOR = Duration.ofSeconds(15);
    private static final Duration MAX_WAIT = Duration.ofMillis(400);

    /** An unreachable broker can block a measurement for a minute, so that others may run at the same time. */
    private static final int MAX_RUNNING = 4;

    private final Supplier<Map<Integer, Long>> measure;
    private final LongSupplier nanoTime;
    private final ExecutorService background =
            new ThreadPoolExecutor(0, MAX_RUNNING, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "lags");
                thread.setDaemon(true);
                return thread;
            });
    private volatile @Nullable Measured last;
    private @Nullable Running running;
    private int forgotten;

    /** Lags by partition, with the time of the measurement. */
    private record Measured(Map<Integer, Long> lags, long at) {

        boolean isYoungerThan(Duration age, long now) {
            return now - at < age.toNanos();
        }
    }

    /** A measurement in progress, with its start time from {@link System#nanoTime}. */
    private record Running(Future<Measured> result, long since) {

        /** Waits for the result until the time limit after the start; returns null without one. */
        @Nullable
        Measured await() {
            long remaining = MAX_WAIT.toNanos() - (System.nanoTime() - since);
            try {
                return result.get(Math.max(0, remaining), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException unknown) {
                LOG.debug("The lag of the standby replicas cannot be measured", unknown);
                return null;
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    /**
     * Creates an instance.
     *
     * @param measure returns the lag of each partition with a replica on this instance; may block and fail
     */
    public StandbyLags(Supplier<Map<Integer, Long>> measure) {
        this(measure, System::nanoTime);
    }

    /**
     * Creates an instance with a clock.
     *
     * @param nanoTime see {@link System#nanoTime}
     */
    StandbyLags(Supplier<Map<Integer, Long>> measure, LongSupplier nanoTime) {
        this.measure = measure;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns the lag of a partition's replica at the last measurement, in changes.
     *
     * @return null if there is no replica, or if it was not measured after the last change of the assignment
     */
    @Nullable
    Long of(int partition) {
        Measured known = last;
        long now = nanoTime.getAsLong();
        if (known == null || !known.isYoungerThan(FRESH_FOR, now)) {
            Running fresh = measuring();
            Measured measured = known == null || !known.isYoungerThan(GOOD_FOR, now) ? fresh.await() : null;
            known = measured == null ? known : measured;
        }
        return known == null ? null : known.lags().get(partition);
    }

    /** Discards the measurement, because the assignment has changed. */
    public synchronized void forget() {
        last = null;
        running = null;
        forgotten++;
    }

    private synchronized Running measuring() {
        Running current = running;
        if (current == null || current.result().isDone()) {
            int since = forgotten;
            current = new Running(submit(since), System.nanoTime());
            running = current;
        }
        return current;
    }

    private Future<Measured> submit(int since) {
        try {
            return background.submit(() -> keep(measured(), since));
        } catch (RejectedExecutionException noneAnswered) {
            return CompletableFuture.failedFuture(noneAnswered);
        }
    }

    private Measured measured() {
        long start = nanoTime.getAsLong();
        return new Measured(Map.copyOf(measure.get()), start);
    }

    /** Stores a measurement unless the assignment has changed since its start. */
    private synchronized Measured keep(Measured measured, int since) {
        if (since == forgotten) {
            last = measured;
        }
        return measured;
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
