package io.rfmstreams.app;

import static io.rfmstreams.app.TestDeadLetters.headers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.Installation.RunningProcessor;
import io.rfmstreams.cli.CommandRun;
import io.rfmstreams.contract.TopicRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters that are listed and sent again with a real broker. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
class DeadLetterRetryIT {

    private static final int LETTERS = 1_000;

    private final EmbeddedTestBroker broker = new EmbeddedTestBroker();
    private final Path folder;

    DeadLetterRetryIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void startBroker() {
        broker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    @Test
    void shouldTakeAnOrderAfterAFixOfTheConfiguration() throws Exception {
        // Given two orders in another currency, and one that is too large for a whole dead letter
        Installation shop = installation("fixed").with("rfm.currency", "EUR");
        try (RunningProcessor running = shop.start()) {
            shop.send(TopicRole.PURCHASES, "ann", order("a1", "USD"));
            shop.send(TopicRole.PURCHASES, "bob", order("b1", "USD"));
            shop.send(TopicRole.PURCHASES, "cas", order("c1\",\"note\":\"" + "x".repeat(100_000), "USD"));
            running.catchUp().awaitProcessed();
        }
        CommandRun listed = command(shop, "list", "--json");
        assertThat(json(listed))
                .extracting(letter -> letter.get("state").textValue())
                .containsExactlyInAnyOrder("open", "open", "not-retryable");

        // When the configuration is corrected
        Installation fixed = shop.with("rfm.currency", "");
        CommandRun preview = command(fixed, "retry", "--customer", "ann", "--dry-run");
        CommandRun first = command(fixed, "retry", "--customer", "ann");
        CommandRun rest = command(fixed, "retry", "--reason", "wrong-currency");
        CommandRun again = command(fixed, "retry", "--all");

        // Then each order is sent once
        assertThat(preview.out()).isEqualTo("Would retry: 1\n");
        assertThat(first.out()).isEqualTo("Retried: 1\n");
        assertThat(rest.out())
                .isEqualTo("Retried: 1\nNot retryable: 1, truncated; the original record is whole in its topic\n");
        assertThat(again.out()).startsWith("Retried: 0\n");
        try (RunningProcessor running = fixed.start()) {
            running.catchUp().awaitProcessed();
            assertThat(running.catchUp().counts())
                    .containsEntry("orders", 2L)
                    .containsEntry("duplicates", 0L)
                    .containsEntry("deadLetters.wrong-currency", 3L);
        }
        assertThat(json(command(fixed, "list", "--json", "--reason", "wrong-currency")))
                .extracting(letter -> letter.get("customerId").textValue() + " "
                        + letter.get("state").textValue())
                .containsExactlyInAnyOrder("ann retried", "bob retried", "cas not-retryable");
        assertThat(command(fixed, "list").out()).contains("purchases-", "wrong-currency     0        2              1");
    }

    @Test
    void shouldSendEachRecordOnceAfterARetryWasKilled() {
        // Given a retry that has sent some records in an open transaction
        Installation shop = installation("killed");
        sendLetters(shop);
        KafkaClients kafka = shop.settings().kafka();
        String topic = shop.settings().topics().of(TopicRole.DEAD_LETTERS);
        Producer<byte[], byte[]> killed =
                kafka.transactionalBytesProducer(DeadLetterRetry.transactionalId(topic), Duration.ofSeconds(20));
        killed.initTransactions();
        killed.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        new TopicReader(kafka).readBytes(topic, record -> {
            if (record.offset() < 10) {
                StoredDeadLetter letter = new StoredDeadLetter(record);
                sent.add(killed.send(letter.original()));
                sent.add(killed.send(RetryMark.of(letter)));
            }
        });
        sent.forEach(record -> KafkaFutures.await(record, "send a record"));

        // When
        CommandRun next = command(shop, "retry", "--all");

        // Then
        assertThat(next.out()).isEqualTo("Retried: " + LETTERS + "\n");
        assertThat(next.err()).contains("100 %  1,000 of 1,000");
        assertThat(purchases(shop)).hasSize(LETTERS).allSatisfy((value, times) -> assertThat(times)
                .isEqualTo(1));
        killed.close(Duration.ZERO);
    }

    @Test
    void shouldSendEachRecordOnceIfTwoRetriesRunAtTheSameTime() {
        // Given
        Installation shop = installation("contested");
        sendLetters(shop);

        // When
        List<CommandRun> runs = IntStream.range(0, 3)
                .mapToObj(run -> CompletableFuture.supplyAsync(() -> command(shop, "retry", "--all")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        // Then those that do not complete say why
        assertThat(runs).anyMatch(run -> run.exitCode() == 0);
        assertThat(runs).filteredOn(run -> run.exitCode() != 0).allSatisfy(run -> assertThat(run.err())
                .contains("another retry has started and fenced this one"));
        assertThat(purchases(shop)).hasSize(LETTERS).allSatisfy((value, times) -> assertThat(times)
                .isEqualTo(1));
    }

    private Installation installation(String name) {
        return Installation.create(broker.bootstrapServers(), name, folder.resolve(name));
    }

    private static String order(String id, String currency) {
        return "{\"orderId\":\"" + id + "\",\"amount\":5,\"currency\":\"" + currency
                + "\",\"occurredAt\":\"2025-01-01T00:00:00Z\"}";
    }

    /** Writes dead letters of different records, as the processor does. */
    private static void sendLetters(Installation shop) {
        String source = shop.settings().topics().of(TopicRole.PURCHASES);
        String topic = shop.settings().topics().of(TopicRole.DEAD_LETTERS);
        try (Producer<String, byte[]> producer = shop.settings().kafka().producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < LETTERS; i++) {
                byte[] value = String.format("%05d", i).getBytes(UTF_8);
                sent.add(producer.send(new ProducerRecord<>(
                        topic, null, "ann", value, headers("bad-json", source, String.valueOf(i % 2), "" + i))));
            }
            sent.forEach(letter -> KafkaFutures.await(letter, "send a dead letter"));
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

    private static List<JsonNode> json(CommandRun run) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private static CommandRun command(Installation shop, String... words) {
        List<String> arguments = new ArrayList<>(List.of("dead-letters"));
        arguments.addAll(List.of(words));
        shop.overrides().forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
