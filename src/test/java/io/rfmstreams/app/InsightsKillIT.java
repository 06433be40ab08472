package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The role {@code insights} is killed at random moments while records arrive. {@code -Dtest.kills=20} kills it more often, and
 * {@code -Dtest.seed=N} at other moments.
 */
@Timeout(1_200)
class InsightsKillIT {

    private static final int KILLS = Integer.getInteger("test.kills", 2);
    private static final long SEED = Long.getLong("test.seed", 14);
    private static final int LONGEST_LIFE_MILLIS = 1_500;

    @Test
    void shouldHoldWhatTheTopicsHoldAfterKills(@TempDir Path folder) throws Exception {
        try (EmbeddedTestBroker broker = new EmbeddedTestBroker()) {
            // Given a load that goes on while the role is killed
            broker.start();
            Installation shop = Installation.create(broker.bootstrapServers(), "killed", folder)
                    .with("insights.commit.interval", "PT0.05S");
            Random random = new Random(SEED);
            LoadThread load = new LoadThread(shop.settings());
            load.start();

            // When
            for (int kill = 0; kill < KILLS; kill++) {
                try (ChildProcessor role =
                        ChildProcessor.start("insights", shop.overrides(), folder.resolve("role-" + kill + ".log"))) {
                    role.awaitReady();
                    Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
                    role.kill();
                }
            }
            load.finish();

            // Then
            try (Insights insights = new Insights(shop.settings(), new SimpleMeterRegistry());
                    Admin admin = shop.settings().kafka().admin()) {
                assertThat(insights.model().offsets()).isNotEmpty();
                insights.start();
                new FeedCatchUp(insights.feed(), admin, shop.settings()).awaitWritten();
                assertThat(TopicTables.differences(TopicTables.of(insights.model()), TopicTables.of(shop.settings())))
                        .isEmpty();
            }
        }
    }

    /** Writes until it is told to finish. */
    private static final class LoadThread extends Thread {

        private static final int RECORDS = 200;

        private final Settings settings;
        private volatile boolean finishing;

        LoadThread(Settings settings) {
            super("load");
            this.settings = settings;
        }

        @Override
        public void run() {
            try (FeedLoad load = new FeedLoad(settings, SEED)) {
                while (!finishing) {
                    load.write(RECORDS);
                }
            }
        }

        void finish() throws InterruptedException {
            finishing = true;
            join();
        }
    }
}
