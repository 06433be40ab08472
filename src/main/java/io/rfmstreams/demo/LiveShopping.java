package io.rfmstreams.demo;

import io.rfmstreams.app.Settings;
import io.rfmstreams.contract.TopicRole;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Made-up orders that follow a replayed data set. An hour of the data passes each second until the wall clock is reached,
 * so that the segments move while one watches.
 */
final class LiveShopping implements AutoCloseable {

    /** Seconds of the data in a second. */
    static final int LAPSE = (int) Duration.ofHours(1).toSeconds();

    private static final double MIN_RATE = 0.5;
    private static final double MAX_RATE = 10;
    private static final Logger LOG = LoggerFactory.getLogger(LiveShopping.class);

    private final Replay replay;
    private final LiveOrders orders;
    private final InstantSource clock;
    private final Thread thread = new Thread(this::run, "live-shopping");

    /**
     * Connects to Kafka. {@link #start} starts the orders.
     *
     * @param now the time after the replay, epoch milliseconds
     */
    LiveShopping(Settings settings, SourceRecords data, long now) {
        clock = new LapseClock(now, LAPSE, InstantSource.system());
        orders = new LiveOrders(data, clock, new Random(now));
        replay = Replay.connect(
                settings.kafka().common(),
                new ReplayOptions(
                        settings.topics().of(TopicRole.PURCHASES),
                        settings.topics().of(TopicRole.CLOCK),
                        rate(data.count(), Duration.ofMillis(now - data.firstValidTime())),
                        settings.dates(),
                        null));
        thread.setDaemon(true);
    }

    /** Returns the orders a second that are as frequent as in the data, within limits. */
    static double rate(long orders, Duration span) {
        double perSecond = LAPSE * (double) orders / Math.max(1, span.toSeconds());
        return Math.max(MIN_RATE, Math.min(MAX_RATE, perSecond));
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            replay.streamWithTicks(orders, clock);
        } catch (ReplayException notSent) {
            LOG.error("No more made-up orders are sent", notSent);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        replay.close();
    }
}
