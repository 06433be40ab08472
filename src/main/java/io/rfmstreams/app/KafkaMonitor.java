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

/** Sends a request to Kafka every second in a thread of its own and detects outages. */
final class KafkaMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaMonitor.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** The time without a response after which an outage starts. */
    private static final Duration OUTAGE_THRESHOLD = Duration.ofSeconds(10);

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);

    private final Admin admin;
    private final KafkaReachability reachability;
    private final Runnable alsoEachPeriod;
    private final Thread thread = new Thread(this::run, "kafka-monitor");
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable KafkaFuture<String> pending;

    /**
     * Creates the monitor. {@link #start} starts it.
     *
     * @param admin remains open; the caller closes it
     * @param alsoEachPeriod is also called every second
     */
    KafkaMonitor(Admin admin, String servers, Runnable alsoEachPeriod) {
        this.admin = admin;
        this.alsoEachPeriod = alsoEachPeriod;
        reachability = new KafkaReachability(servers, OUTAGE_THRESHOLD, System::nanoTime, LOG::warn);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns how long Kafka has been unreachable; empty if that is less than 10 s. */
    Optional<Duration> outage() {
        return reachability.outage();
    }

    /**
     * Waits for the next response of Kafka.
     *
     * @return true after a response; false if the monitor was closed or the thread was interrupted
     */
    boolean awaitResponse() {
        long before = reachability.responses();
        while (reachability.responses() == before) {
            if (isClosedWithinPeriod()) {
                return false;
            }
        }
        return true;
    }

    private void run() {
        do {
            try {
                sendRequest();
                reachability.checkForOutage();
                alsoEachPeriod.run();
            } catch (RuntimeException fault) {
                LOG.error("The check of the connection to Kafka failed. It is repeated", fault);
            }
        } while (!isClosedWithinPeriod());
    }

    private void sendRequest() {
        if (pending != null && !pending.isDone()) {
            return;
        }
        pending = admin.describeCluster(
                        new DescribeClusterOptions().timeoutMs(Math.toIntExact(RESPONSE_TIMEOUT.toMillis())))
                .clusterId()
                .whenComplete((cluster, unreachable) -> {
                    if (unreachable == null) {
                        reachability.recordResponse();
                    }
                });
    }

    private boolean isClosedWithinPeriod() {
        try {
            return closing.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
