package io.rfmstreams.insights.question;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the forecast. One that is older than {@value #FRESH} times as long as it took is computed again in the background when it
 * is asked for. If that takes less than a second, the answer waits for it; otherwise the kept one is given at once.
 */
public final class SizeForecasts {

    static final int FRESH = 10;

    private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_WAIT_SECONDS = 20;

    private final Supplier<SizeForecast> computation;
    private final Executor background;
    private final LongSupplier nanos;
    private @Nullable Held held;
    private @Nullable FutureTask<SizeForecast> running;

    private record Held(SizeForecast forecast, long startedAt, long cost) {}

    SizeForecasts(Supplier<SizeForecast> computation, Executor background, LongSupplier nanos) {
        this.computation = computation;
        this.background = background;
        this.nanos = nanos;
    }

    /** @param background computes forecasts, for a minute if there are a million customers */
    public static SizeForecasts of(Snapshots snapshots, ForecastRules rules, Executor background) {
        return new SizeForecasts(new ForecastReader(snapshots, rules)::read, background, System::nanoTime);
    }

    /**
     * Returns the forecast.
     *
     * @throws QuestionException if the first one takes too long to wait for
     */
    SizeForecast get() {
        FutureTask<SizeForecast> task;
        FutureTask<SizeForecast> started = null;
        synchronized (this) {
            Held known = held;
            if (known != null && nanos.getAsLong() - known.startedAt() <= FRESH * known.cost()) {
                return known.forecast();
            }
            task = running;
            if (task == null) {
                started = new FutureTask<>(this::compute);
                running = started;
                task = started;
            }
            if (known != null && known.cost() >= SHORT_NANOS) {
                if (started != null) {
                    background.execute(started);
                }
                return known.forecast();
            }
        }
        if (started != null) {
            background.execute(started);
        }
        return await(task);
    }

    private SizeForecast compute() {
        long start = nanos.getAsLong();
        Held computed = null;
        try {
            computed = new Held(computation.get(), start, nanos.getAsLong() - start);
            return computed.forecast();
        } finally {
            synchronized (this) {
                held = computed == null ? held : computed;
                running = null;
            }
        }
    }

    private static SizeForecast await(FutureTask<SizeForecast> task) {
        try {
            return task.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException stillRunning) {
            throw new QuestionException(
                    QuestionError.OVERLOADED, "the forecast is being computed for the first time; ask again later");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the forecast was computed", interrupted);
        }
    }
}
