package io.rfmstreams.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka again and again whether it is there, beside the work, and knows how long it has not answered. */
final class KafkaWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** How long no answer is no outage yet. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final Admin admin;
    private final KafkaReachability reachability;
    private final Runnable beside;
    private final Thread thread = new Thread(this::run, "kafka-watch");
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable KafkaFuture<String> question;

    /**
     * Watches from {@link #start} on.
     *
     * @param admin stays the caller's
     * @param beside is called every second as well
     */
    KafkaWatch(Admin admin, String servers, Runnable beside) {
        this.admin = admin;
        this.beside = beside;
        reachability = new KafkaReachability(servers, PATIENCE, System::nanoTime, LOG::warn);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** How long Kafka has not been reached; empty where it is reached, or was until a moment ago. */
    Optional<Duration> outage() {
        return reachability.outage();
    }

    /**
     * Waits until Kafka answers once more.
     *
     * @return whether it does; false where the watch was closed, or the thread interrupted, meanwhile
     */
    boolean awaitAnswer() {
        long before = reachability.answers();
        while (reachability.answers() == before) {
            if (isClosedWithinPeriod()) {
                return false;
            }
        }
        return true;
    }

    private void run() {
        do {
            try {
                ask();
                reachability.look();
                beside.run();
            } catch (RuntimeException fault) {
                LOG.error("Cannot watch Kafka", fault);
            }
        } while (!isClosedWithinPeriod());
    }

    private void ask() {
        if (question != null && !question.isDone()) {
            return;
        }
        question = admin.describeCluster(
                        new DescribeClusterOptions().timeoutMs(Math.toIntExact(ANSWER_WITHIN.toMillis())))
                .clusterId()
                .whenComplete((cluster, unreachable) -> {
                    if (unreachable == null) {
                        reachability.answered();
                    }
                });
    }

    private boolean isClosedWithinPeriod() {
        try {
            return closing.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
