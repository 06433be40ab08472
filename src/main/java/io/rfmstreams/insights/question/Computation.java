package io.rfmstreams.insights.question;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A computation that one thread runs once, and for whose value any number of threads can wait. */
final class Computation<V> implements Runnable {

    private final FutureTask<V> task;

    Computation(Supplier<V> computation) {
        task = new FutureTask<>(computation::get);
    }

    /** Computes the value. Does nothing if another thread has begun. */
    @Override
    public void run() {
        task.run();
    }

    /** Waits for the value; throws what the computation has thrown. */
    V await() {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw cause(failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Waits for the value for a time; empty if it takes longer. Throws what the computation has thrown. */
    Optional<V> await(long nanos) {
        try {
            return Optional.of(task.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException stillRunning) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw cause(failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static RuntimeException cause(ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(failed.getCause());
    }

    private static IllegalStateException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while a value was computed", interrupted);
    }
}
