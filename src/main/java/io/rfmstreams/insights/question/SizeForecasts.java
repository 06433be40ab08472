package io.rfmstreams.insights.question;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the forecast. One that is older than {@value #FRESH} times as long as it took, or than a minute, is computed again in the
 * background when it is asked for: after a long first time, the next ones are short. The answer waits for a fifth of a second at
 * most; then the kept one is given. {@link #refresh} computes it without a question, so that the first question finds one.
 */
public final class SizeForecasts {

    static final int FRESH = 10;

    /** The same without a question: it takes a hundredth of a processor. The limit is ten minutes then. */
    static final int FRESH_WITHOUT_QUESTION = 100;

    private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long MAX_NANOS_WITHOUT_QUESTION = TimeUnit.MINUTES.toNanos(10);
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Supplier<SizeForecast> computation;
    private final Executor background;
    private final LongSupplier nanos;
    private @Nullable Held held;
    private @Nullable Computation<SizeForecast> running;

    private record Held(SizeForecast forecast, long startedAt, long cost) {}

    SizeForecasts(Supplier<SizeForecast> computation, Executor background, LongSupplier nanos) {
        this.computation = computation;
        this.background = background;
        this.nanos = nanos;
    }

    /** @param background computes forecasts */
    public static SizeForecasts of(Snapshots snapshots, ForecastRules rules, Executor background) {
        return new SizeForecasts(new ForecastReader(snapshots, rules)::read, background, System::nanoTime);
    }

    /**
     * Returns the forecast.
     *
     * @throws QuestionException if the first one takes too long to wait for
     */
    SizeForecast get() {
        Held known;
        Computation<SizeForecast> task;
        Computation<SizeForecast> started;
        synchronized (this) {
            known = held;
            if (known != null && !isOlder(known, FRESH, MAX_NANOS)) {
                return known.forecast();
            }
            started = running == null ? new Computation<>(this::compute) : null;
            task = started == null ? requireNonNull(running) : started;
            running = task;
        }
        if (started != null) {
            background.execute(started);
        }
        if (known == null) {
            return task.await(MAX_WAIT_NANOS)
                    .orElseThrow(() -> new QuestionException(
                            QuestionError.OVERLOADED,
                            "the forecast is being computed for the first time; ask again later"));
        }
        return known.cost() >= SHORT_NANOS
                ? known.forecast()
                : task.await(SHORT_NANOS).orElse(known.forecast());
    }

    /** Computes the forecast if there is none, or if it is old even for one that nobody asks for. Throws what that has thrown. */
    public void refresh() {
        Computation<SizeForecast> task = new Computation<>(this::compute);
        synchronized (this) {
            if (running != null
                    || (held != null && !isOlder(held, FRESH_WITHOUT_QUESTION, MAX_NANOS_WITHOUT_QUESTION))) {
                return;
            }
            running = task;
        }
        task.run();
        task.await();
    }

    private boolean isOlder(Held known, int costs, long longestNanos) {
        return nanos.getAsLong() - known.startedAt() > Math.min(costs * known.cost(), longestNanos);
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
}
