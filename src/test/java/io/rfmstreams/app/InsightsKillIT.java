package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The role {@code insights} is killed at random moments while records arrive: every other time, as soon as it is seen to write.
 * {@code -Dtest.kills=20} kills it more often, {@code -Dtest.seed=N} at the moments of an earlier run, as far as the machine allows.
 */
@Timeout(1_200)
class InsightsKillIT {

    private static final int KILLS = Integer.getInteger("test.kills", 2);
    private static final long SEED = Long.getLong("test.seed", System.nanoTime());
    private static final int MAX_LIFE_MILLIS = 1_500;

    @Test
    void shouldHoldWhatTheTopicsHoldAfterKills(@TempDir Path folder) throws Exception {
        System.err.println(KILLS + " kills with -Dtest.seed=" + SEED);
        try (EmbeddedTestBroker broker = new EmbeddedTestBroker()) {
            // Given a load that goes on while the role is killed
            broker.start();
            Installation shop = Installation.create(broker.bootstrapServers(), "killed", folder)
                    .with("insights.commit.interval", "PT0.05S");
            Random random = new Random(SEED);
            Load load = new Load(shop.settings());

            // When
            for (int kill = 0; kill < KILLS; kill++) {
                try (ChildProcessor role =
                        ChildProcessor.start("insights", shop.overrides(), folder.resolve("role-" + kill + ".log"))) {
                    role.awaitReady();
                    Thread.sleep(random.nextInt(MAX_LIFE_MILLIS));
                    if (kill % 2 == 0) {
                        awaitWriting(Insights.folder(shop.settings()));
                    }
                    role.kill();
                }
            }
            long written = load.finish();

            // Then
            try (Insights insights = new Insights(shop.settings(), new SimpleMeterRegistry());
                    Admin admin = shop.settings().kafka().admin()) {
                assertThat(insights.model().offsets()).isNotEmpty();
                insights.start();
                new FeedCatchUp(insights.feed(), admin, shop.settings()).awaitWritten();
                Map<String, List<String>> tables = TopicTables.of(insights.model());
                List<String> differences = TopicTables.differences(tables, TopicTables.of(shop.settings()));
                System.err.printf(
                        "%d kills, %d records, %d rows, %d differences%n",
                        KILLS,
                        written,
                        tables.values().stream().mapToInt(List::size).sum(),
                        differences.size());
                assertThat(tables.get("customers")).hasSizeGreaterThan(100);
                assertThat(differences).isEmpty();
            }
        }
    }

    /** Waits until the write-ahead log changes: it grows while a batch is committed, and is emptied when its rows are in the file. */
    private static void awaitWriting(Path readModel) {
        File log = readModel.resolve("insights.duckdb.wal").toFile();
        long before = log.length();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> log.length() != before);
    }

    /** Writes until it is told to finish. */
    private static final class Load {

        private static final int RECORDS = 200;
        private static final Duration PAUSE = Duration.ofMillis(60);

        private final CountDownLatch finishing = new CountDownLatch(1);
        private final CompletableFuture<Long> written;

        Load(Settings settings) {
            written = CompletableFuture.supplyAsync(() -> write(settings));
        }

        private long write(Settings settings) {
            try (FeedLoad load = new FeedLoad(settings, 1)) {
                do {
                    load.write(RECORDS);
                } while (!finishing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
                return load.committed();
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
        }

        /** Returns the number of records in committed transactions. */
        long finish() throws Exception {
            finishing.countDown();
            return written.get();
        }
    }
}
