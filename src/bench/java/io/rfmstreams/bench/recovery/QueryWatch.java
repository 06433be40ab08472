package io.rfmstreams.bench.recovery;

import io.rfmstreams.bench.child.ChildProcessor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Asks an instance for a customer of each partition all the time, and notes the answers. */
final class QueryWatch implements AutoCloseable {

    private static final long PAUSE_MILLIS = 10;

    private final ChildProcessor instance;
    private final List<String> customers;
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::ask, "queries");
    private volatile boolean closing;

    /**
     * An answer, or the lack of one.
     *
     * @param at by {@link System#nanoTime}
     */
    private record Answer(long at, int partition, boolean isGood, boolean isStale) {}

    private QueryWatch(ChildProcessor instance, List<String> customers) {
        this.instance = instance;
        this.customers = customers;
    }

    /** @param customers one of each partition */
    static QueryWatch start(ChildProcessor instance, List<String> customers) {
        QueryWatch watch = new QueryWatch(instance, customers);
        watch.thread.start();
        return watch;
    }

    private void ask() {
        try {
            while (!closing) {
                for (int partition = 0; partition < customers.size(); partition++) {
                    answers.add(answer(partition));
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(int partition) throws InterruptedException {
        try {
            HttpResponse<String> answer = instance.get("/v1/customers/" + customers.get(partition));
            boolean isGood = answer.statusCode() == 200;
            return new Answer(
                    System.nanoTime(),
                    partition,
                    isGood,
                    isGood && answer.body().replace(" ", "").contains("\"stale\":true"));
        } catch (IOException silent) {
            return new Answer(System.nanoTime(), partition, false, false);
        }
    }

    /** Returns the time from then to the last query that was not answered, in seconds; 0 if all were answered. */
    double unansweredUntil(long then) {
        return last(then, answer -> !answer.isGood());
    }

    /** Returns the time from then to the last answer of a standby, in seconds; 0 if there is none. */
    double staleUntil(long then) {
        return last(then, Answer::isStale);
    }

    /** Returns the share of queries since then that were answered. */
    double answeredShare(long then) {
        return answers.stream()
                .filter(answer -> answer.at() > then)
                .mapToInt(answer -> answer.isGood() ? 1 : 0)
                .average()
                .orElse(1);
    }

    private double last(long then, Predicate<Answer> which) {
        return answers.stream()
                        .filter(answer -> answer.at() > then)
                        .filter(which)
                        .mapToLong(answer -> answer.at() - then)
                        .max()
                        .orElse(0)
                / 1e9;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
