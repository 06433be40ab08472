package io.rfmstreams.app;

import static io.rfmstreams.app.TestDeadLetters.headers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.contract.TopicRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills {@code dead-letters retry} at random moments and runs it again. {@code -Dtest.kills=20} sets the number of kills.
 */
@Timeout(600)
class DeadLetterRetryKillIT {

    private static final int KILLS = Integer.getInteger("test.kills", 2);
    private static final int LETTERS_PER_KILL = 2_000;
    private static final int LETTERS = (KILLS + 1) * LETTERS_PER_KILL;
    private static final long SEED = 17;

    private final Path folder;
    private final Random random = new Random(SEED);

    DeadLetterRetryKillIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldSendEachRecordOnceIfRetriesAreKilled() throws Exception {
        try (EmbeddedTestBroker broker = new EmbeddedTestBroker()) {
            // Given
            broker.start();
            Installation shop = Installation.create(broker.bootstrapServers(), "kills", folder.resolve("state"));
            sendLetters(shop);

            // When
            int amongRecords = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                amongRecords += killWithin(shop, kill) ? 1 : 0;
            }
            int killedEarly = purchases(shop).size();
            Path log = folder.resolve("last.log");
            int lastExit = retry(shop, log).waitFor();

            // Then
            assertThat(lastExit).as(() -> text(log)).isZero();
            Map<String, Integer> purchases = purchases(shop);
            System.err.printf(
                    "%d kills, %d of them between the records; %,d of %,d records were sent before the last run; doubled: %d, lost: %d%n",
                    KILLS,
                    amongRecords,
                    killedEarly,
                    LETTERS,
                    purchases.values().stream().filter(times -> times > 1).count(),
                    LETTERS - purchases.size());
            assertThat(amongRecords).isPositive();
            assertThat(killedEarly).isLessThan(LETTERS);
            assertThat(purchases).hasSize(LETTERS).allSatisfy((value, times) -> assertThat(times)
                    .isEqualTo(1));
        }
    }

    /**
     * Starts a retry and kills it when it has sent a random number of records, committed or not. Returns whether the kill
     * came before its end.
     */
    private boolean killWithin(Installation shop, int number) throws Exception {
        try (Admin admin = shop.settings().kafka().admin()) {
            long until = written(admin, shop) + random.nextInt(LETTERS_PER_KILL);
            Process retry = retry(shop, folder.resolve("retry-" + number + ".log"));
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> written(admin, shop) > until || !retry.isAlive());
            boolean wasAlive = retry.isAlive();
            retry.destroyForcibly().waitFor();
            return wasAlive;
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    private static Process retry(Installation shop, Path log) throws Exception {
        return ChildProgram.start(List.of("dead-letters", "retry", "--all"), shop.overrides(), log);
    }

    /** Returns the sum of the end offsets of the topic of purchases, open transactions included. */
    private static long written(Admin admin, Installation shop) {
        String topic = shop.settings().topics().of(TopicRole.PURCHASES);
        Map<TopicPartition, OffsetSpec> ends = Map.of(
                new TopicPartition(topic, 0), OffsetSpec.latest(),
                new TopicPartition(topic, 1), OffsetSpec.latest());
        return KafkaFutures.await(admin.listOffsets(ends).all(), "read the end offsets").values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private static void sendLetters(Installation shop) {
        String source = shop.settings().topics().of(TopicRole.PURCHASES);
        String topic = shop.settings().topics().of(TopicRole.DEAD_LETTERS);
        try (Producer<String, byte[]> producer = shop.settings().kafka().producer()) {
            for (int i = 0; i < LETTERS; i++) {
                byte[] value = String.format("%05d", i).getBytes(UTF_8);
                var unused = producer.send(new ProducerRecord<>(
                        topic, null, "ann", value, headers("bad-json", source, String.valueOf(i % 2), "" + i)));
            }
        }
    }

    /** Returns how often each value is on the topic, in committed transactions. */
    private static Map<String, Integer> purchases(Installation shop) {
        Map<String, Integer> times = new HashMap<>();
        new TopicReader(shop.settings().kafka())
                .read(
                        shop.settings().topics().of(TopicRole.PURCHASES),
                        record -> times.merge(new String(record.value(), UTF_8), 1, Integer::sum));
        return times;
    }
}
