package io.rfmstreams.bench.soak;

import io.rfmstreams.bench.child.ChildProcessor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Asks for random customers at a steady rate, one after the other. */
final class SoakQueries implements Runnable, AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final ChildProcessor processor;
    private final int customers;
    private final long paceNanos;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Double> millis = new ArrayList<>();
    private final BitSet known = new BitSet();
    private long answered;
    private long unknown;
    private long failed;
    private volatile boolean closing;

    /**
     * The answers since the start.
     *
     * @param unknown customers who had not bought yet
     * @param failed no answer, other answers than 200 and 404, and 404 of a customer who was known before
     * @param p99Millis of the answers since the last call
     */
    record Answers(long answered, long unknown, long failed, double p99Millis) {}

    SoakQueries(ChildProcessor processor, int customers, int rate) {
        this.processor = processor;
        this.customers = customers;
        paceNanos = 1_000_000_000L / rate;
    }

    @Override
    public void run() {
        for (long due = System.nanoTime(); !closing; due += paceNanos) {
            LockSupport.parkNanos(due - System.nanoTime());
            long start = System.nanoTime();
            int customer = random.nextInt(customers);
            int status = ask(customer);
            record(customer, status, (System.nanoTime() - start) / 1e6);
            due = Math.max(due, System.nanoTime() - paceNanos);
        }
    }

    private int ask(int customer) {
        try {
            return processor.get("/v1/customers/" + SoakShoppers.id(customer)).statusCode();
        } catch (IOException noAnswer) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            closing = true;
            return OK;
        }
    }

    private synchronized void record(int customer, int status, double took) {
        if (status == OK) {
            answered++;
            known.set(customer);
        } else if (status == NOT_FOUND && !known.get(customer)) {
            unknown++;
        } else {
            failed++;
        }
        millis.add(took);
    }

    synchronized Answers answers() {
        Collections.sort(millis);
        double p99 = millis.isEmpty() ? Double.NaN : millis.get((int) (millis.size() * 0.99));
        millis.clear();
        return new Answers(answered, unknown, failed, p99);
    }

    /** Asks nothing more. */
    void stop() {
        closing = true;
    }

    @Override
    public void close() {
        stop();
    }
}
