package io.rfmstreams.query.streams;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the copies of this instance are behind. Finding out asks the broker, so that it is done in the background, only
 * while copies are asked, and never more than once a second; what was found out serves for some seconds more.
 */
public final class Lags implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lags.class);
    private static final Duration FRESH_FOR = Duration.ofSeconds(1);
    private static final Duration GOOD_FOR = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final Supplier<Map<Integer, Long>> measure;
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "lags");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Measured last;
    private @Nullable Future<Measured> running;
    private int forgotten;

    /** Lags by partition, and when they were measured, by {@link System#nanoTime}. */
    private record Measured(Map<Integer, Long> lags, long at) {

        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - at < age.toNanos();
        }
    }

    /**
     * Measures when asked.
     *
     * @param measure the lag of each partition that has a copy here; may block, and fail
     */
    public Lags(Supplier<Map<Integer, Long>> measure) {
        this.measure = measure;
    }

    /** How many changes a partition's copy is behind; empty where that is not known, or there is no copy. */
    OptionalLong of(int partition) {
        Measured known = last;
        if (known == null || !known.isYoungerThan(FRESH_FOR)) {
            Future<Measured> fresh = measuring();
            known = known != null && known.isYoungerThan(GOOD_FOR) ? known : await(fresh);
        }
        Long lag = known == null ? null : known.lags().get(partition);
        return lag == null ? OptionalLong.empty() : OptionalLong.of(lag);
    }

    /** Forgets what was measured, because copies have come or gone. */
    public synchronized void forget() {
        last = null;
        running = null;
        forgotten++;
    }

    private synchronized Future<Measured> measuring() {
        Future<Measured> current = running;
        if (current == null || current.isDone()) {
            int since = forgotten;
            current = background.submit(() -> keep(measured(), since));
            running = current;
        }
        return current;
    }

    private Measured measured() {
        long start = System.nanoTime();
        return new Measured(Map.copyOf(measure.get()), start);
    }

    /** Keeps what was measured, unless copies have come or gone meanwhile. */
    private synchronized Measured keep(Measured measured, int since) {
        if (since == forgotten) {
            last = measured;
        }
        return measured;
    }

    private static @Nullable Measured await(Future<Measured> measuring) {
        try {
            return measuring.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unknown) {
            LOG.debug("The lag of the copies cannot be found out", unknown);
            return null;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
