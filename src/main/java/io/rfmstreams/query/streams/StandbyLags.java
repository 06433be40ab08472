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
 * How far the copies of this instance are behind. To measure that, the broker is asked: in the background, only while copies are
 * read, and at most once a second. Where the broker does not answer, the last measurement stands.
 */
public final class StandbyLags implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyLags.class);
    private static final Duration FRESH_FOR = Duration.ofSeconds(1);
    private static final Duration GOOD_FOR = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMillis(400);

    /** A broker that is gone can hold a measurement for a minute; another may run beside it. */
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

    /** Lags by partition, and when they were measured. */
    private record Measured(Map<Integer, Long> lags, long at) {

        boolean isYoungerThan(Duration age, long now) {
            return now - at < age.toNanos();
        }
    }

    /** A measurement, and since when it has been running, by {@link System#nanoTime}. */
    private record Running(Future<Measured> result, long since) {

        /** What it finds within the patience since its start; null if nothing. */
        @Nullable
        Measured await() {
            long patience = PATIENCE.toNanos() - (System.nanoTime() - since);
            try {
                return result.get(Math.max(0, patience), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException unknown) {
                LOG.debug("The lag of the copies cannot be measured", unknown);
                return null;
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    /**
     * Measures when asked.
     *
     * @param measure the lag of each partition that has a copy here; may block, and fail
     */
    public StandbyLags(Supplier<Map<Integer, Long>> measure) {
        this(measure, System::nanoTime);
    }

    /** @param nanoTime see {@link System#nanoTime} */
    StandbyLags(Supplier<Map<Integer, Long>> measure, LongSupplier nanoTime) {
        this.measure = measure;
        this.nanoTime = nanoTime;
    }

    /**
     * How many changes a partition's copy was behind when it was last measured.
     *
     * @return null where it was not measured since copies have come or gone, or there is no copy
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

    /** Forgets what was measured, because copies have come or gone. */
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

    /** Keeps what was measured, unless copies have come or gone meanwhile. */
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
