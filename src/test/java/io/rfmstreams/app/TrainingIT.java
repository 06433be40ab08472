package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static io.rfmstreams.app.Installation.refunded;
import static io.rfmstreams.segment.TestModels.byFrequency;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.Installation.RunningProcessor;
import io.rfmstreams.app.Installation.Sent;
import io.rfmstreams.app.ModelTopic.Models;
import io.rfmstreams.app.TrainingOutcome.Fitted;
import io.rfmstreams.cli.CommandRun;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.SegmentationModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Training and administration of models with a real Kafka broker. */
@TestInstance(Lifecycle.PER_CLASS)
class TrainingIT {

    private static final String NOW = "2024-03-01T00:00:00Z";
    private static final int CUSTOMERS = 120;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int CONVERTED = 6;

    private final EmbeddedTestBroker broker = new EmbeddedTestBroker();
    private final Path folder;

    TrainingIT(@TempDir Path folder) {
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
    void shouldListShowCompareAndActivateModels() {
        // Given
        Installation shop = shopOf("operated");
        CommandRun first = command(shop, "train", "--once");
        shop.sendProfiles(upTo(CONVERTED).map(TrainingIT::regular).toList()); // who were occasional before

        // When
        CommandRun second = command(shop, "train");

        // Then
        assertThat(first.err()).isEqualTo("No return probability: there is no purchase before " + NOW + "\n");
        assertThat(first.out()).startsWith("Model 1, published and active, trained as of " + NOW);
        assertThat(second.err()).isEqualTo(first.err());
        assertThat(second.out())
                .startsWith("Model 2, published and active, trained as of " + NOW)
                .contains("parent 1");
        assertThat(words(command(shop, "models", "list")))
                .filteredOn(line -> line.contains(NOW))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("1 " + NOW + " 120 2 ")
                                .contains(" passed "),
                        line -> assertThat(line)
                                .startsWith("* 2 " + NOW + " 120 2 ")
                                .contains(" 1 passed "));

        // When
        CommandRun shown = command(shop, "models", "show", "2");

        // Then
        assertThat(shown.out())
                .startsWith("Model 2, active, trained as of " + NOW + " for rfm.window=P365D, parent 1\n");
        assertThat(words(shown))
                .anyMatch(line -> line.matches("2 [0-9.,]+ 0\\.[0-9]+ [0-9.,]+ [0-9.]+ chosen.*"))
                .anyMatch(line -> line.matches("10 [0-9.,]+ 0\\.[0-9]+ [0-9.,]+ [0-9.]+.*"))
                .contains("customers 120 100 passed")
                .anyMatch(line -> line.matches("moved-share [0-9.]+ 0\\.3000 passed"))
                .anyMatch(line -> line.matches("drift-frequency [0-9.]+ 0\\.2500 passed"));

        // When
        CommandRun compared = command(shop, "models", "diff", "1", "2", "--json");

        // Then
        assertThat(compared.out()).startsWith("{\"from\":1,\"to\":2,\"customers\":120,\"moved\":");
        assertThat(command(shop, "models", "diff", "1", "2").out())
                .startsWith("Customers by segment: model 1 (rows), model 2 (columns)\n")
                .containsPattern("\n[0-9]+ of 120 customers would change their segment \\([0-9.]+%\\)\n");

        // When
        CommandRun activated = command(shop, "models", "activate", "1");

        // Then
        assertThat(activated).isEqualTo(new CommandRun(0, "Activated model 1\n", ""));
        assertThat(new ModelTopic(shop.settings()).read().active()).hasValue(1);
        assertThat(words(command(shop, "models", "list"))).anyMatch(line -> line.startsWith("* 1 " + NOW));
        assertThat(command(shop, "models", "show", "1").out()).startsWith("Model 1, active, ");
        assertThat(command(shop, "models", "activate", "3"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err())
                        .isEqualTo("rfm-streams models activate: topic operated.segment-models has no model 3;"
                                + " it has [1, 2]\n"));
    }

    @Test
    void shouldTrainPeriodicallyUntilInterrupted() throws Exception {
        // Given
        Path metrics = folder.resolve("rfm_train.prom");
        Installation shop = shopOf("scheduled").with("train.metrics.file", metrics.toString());

        // When
        CompletableFuture<CommandRun> run = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> run.complete(command(shop, "train", "--every", "PT0.2S", "--jitter", "PT0.05S")), "trainer");
        thread.start();
        await().atMost(TIMEOUT)
                .until(() -> Files.exists(metrics)
                        && Files.readAllLines(metrics).stream()
                                .filter(line -> line.startsWith("rfm_trainings_total{outcome=\"activated\"}"))
                                .anyMatch(line -> Double.parseDouble(line.split(" ")[1]) >= 2));
        thread.interrupt();
        CommandRun ended = run.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);

        // Then
        assertThat(ended).isEqualTo(new CommandRun(0, "", ""));
        Models models = new ModelTopic(shop.settings()).read();
        int last = models.highestVersion();
        assertThat(models.models().keySet())
                .containsExactlyElementsOf(upTo(last).toList())
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(models.active()).hasValue(last);
    }

    @Test
    void shouldKeepTheNewestModelsAndTheActiveOne() {
        // Given
        Installation shop = shopOf("kept").with("model.keep", "2").with("model.activate", "never");
        ModelTopic models = new ModelTopic(shop.settings());
        command(shop, "train");
        models.activate(1);
        shop.send(TopicRole.MODELS, "v2147483647", ModelJson.encode(byFrequency(1, 1.5)));
        shop.send(TopicRole.MODELS, "v2", "{\"version\":2");

        // When
        List<CommandRun> runs =
                Stream.generate(() -> command(shop, "train")).limit(3).toList();

        // Then
        assertThat(runs)
                .allSatisfy(run -> assertThat(run.exitCode()).as(run.err()).isZero());
        assertThat(models.read().models()).containsOnlyKeys(1, 4, 5);
        assertThat(models.read().versions()).containsExactly(1, 4, 5);
        try (RunningProcessor running = shop.start()) {
            await().until(() -> running.processor().activeModel().isPresent());
            assertThat(running.processor().models().all())
                    .extracting(SegmentationModel::version)
                    .containsExactly(1, 4, 5);

            // When
            CommandRun next = command(shop.with("model.activate", "always"), "train");

            // Then the previously active model remains, for the segment changes from it
            assertThat(next.exitCode()).isZero();
            await().until(() -> running.processor().models().all().stream()
                    .map(SegmentationModel::version)
                    .toList()
                    .equals(List.of(1, 5, 6)));
            assertThat(running.processor().activeModel().map(SegmentationModel::version))
                    .hasValue(6);
        }
    }

    @Test
    void shouldReturnFromPublishWhenTheModelIsVisible() throws Exception {
        // Given
        Installation shop = shopOf("observed");
        var topic = new TopicPartition(shop.settings().topics().of(TopicRole.MODELS), 0);

        try (Admin admin = shop.settings().kafka().admin()) {
            for (int version = 1; version <= 20; version++) {
                try (ModelPublisher publisher = new ModelTopic(shop.settings()).publisher()) {
                    // When
                    publisher.publish(byFrequency(version, 1.5), true);

                    // Then each transaction has two records and its marker
                    assertThat(committedEnd(admin, topic)).isEqualTo(3L * version);
                }
            }
        }
    }

    private static long committedEnd(Admin admin, TopicPartition partition) throws Exception {
        return admin.listOffsets(
                        Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(partition)
                .get()
                .offset();
    }

    @Test
    void shouldFenceATrainerWhenAnotherStarts() {
        // Given another trainer that runs completely during a training
        Installation shop = shopOf("contested");
        List<CommandRun> others = new ArrayList<>();
        InstantSource clock = () -> {
            if (others.isEmpty()) {
                others.add(command(shop, "train"));
            }
            return Instant.now();
        };

        // When
        Throwable fenced = catchThrowable(() -> new TrainingJob(shop.settings(), clock).run(Timestamps.parse(NOW)));

        // Then
        assertThat(fenced)
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessage("cannot publish model 1: another trainer has started and fenced this one");
        assertThat(others).hasSize(1).allMatch(other -> other.out().startsWith("Model 1, published and active"));
        Models models = new ModelTopic(shop.settings()).read();
        assertThat(models.models()).containsOnlyKeys(1);
        assertThat(models.active()).hasValue(1);

        // When
        TrainingOutcome next = new TrainingJob(shop.settings(), Clock.systemUTC()).run(Timestamps.parse(NOW));

        // Then
        assertThat(next).isInstanceOfSatisfying(Fitted.class, fit -> {
            assertThat(fit.model().version()).isEqualTo(2);
            assertThat(fit.model().parent()).isEqualTo(1);
        });
    }

    /** Returns an installation at time {@link #NOW} whose customers are one half regulars. */
    @Test
    void shouldCountHowOftenAlertsCameTrue() {
        // Given
        Installation shop = Installation.create(broker.bootstrapServers(), "alerted", folder.resolve("alerted"));
        shop.tick(NOW);
        for (String customer : List.of("returned", "lost", "late", "rejected", "misplaced", "erased")) {
            alert(shop, customer, "2023-11-01T00:00:00Z");
        }
        alert(shop, "open", "2023-12-31T00:00:00Z");
        shop.send(TopicRole.ALERTS, "lost", "{}");

        // When
        shop.send(
                bought("returned", "1", "10", "2023-11-20T00:00:00Z"),
                bought("lost", "1", "10", "2023-10-20T00:00:00Z"),
                bought("late", "1", "10", "2024-02-20T00:00:00Z"),
                bought("erased", "1", "10", "2023-10-20T00:00:00Z"),
                refunded("lost", "r", "1", "10", "2023-11-20T00:00:00Z"));
        shop.send(TopicRole.PURCHASES, "rejected", "{\"orderId\":\"1\",\"occurredAt\":\"2023-11-20T00:00:00Z\"}");
        sendToWrongPartition(shop, bought("misplaced", "1", "10", "2023-11-20T00:00:00Z"));
        new PurchaseTopic(shop.settings()).erase("erased");

        // Then
        assertThat(command(shop, "alerts", "--precision", "--json").out())
                .isEqualTo("{\"horizon\":\"P90D\",\"now\":\"" + NOW + "\",\"open\":1,\"alerts\":["
                        + "{\"kind\":\"SLIPPED\",\"segment\":\"loyal\",\"alerts\":5,\"cameTrue\":4,\"precision\":0.8,"
                        + "\"meanReturnProbability\":0.25}]}\n");
        assertThat(command(shop, "alerts", "--precision", "--horizon", "P120D").out())
                .containsPattern("\nSLIPPED +loyal +5 +3 +60\\.0% +75\\.0%\n");
    }

    private static void alert(Installation shop, String customer, String raisedAt) {
        shop.send(
                TopicRole.ALERTS,
                customer,
                "{\"customerId\":\"" + customer + "\",\"kind\":\"SLIPPED\",\"raisedAt\":\"" + raisedAt
                        + "\",\"from\":{\"id\":\"loyal\"},\"returnProbability\":0.25}");
    }

    private static void sendToWrongPartition(Installation shop, Sent sent) {
        String topic = shop.settings().topics().of(TopicRole.PURCHASES);
        byte[] value = PurchaseJson.encode(sent.customerId(), sent.event(), null);
        try (Producer<String, byte[]> producer = shop.settings().kafka().producer()) {
            int right = KafkaFutures.await(
                            producer.send(new ProducerRecord<>(topic, sent.customerId(), "{}".getBytes(UTF_8))), "send")
                    .partition();
            KafkaFutures.await(producer.send(new ProducerRecord<>(topic, 1 - right, sent.customerId(), value)), "send");
        }
    }

    private Installation shopOf(String name) {
        Installation shop = Installation.create(broker.bootstrapServers(), name, folder.resolve(name))
                .with("model.k", "2");
        shop.sendProfiles(upTo(CUSTOMERS)
                .map(number -> number <= CUSTOMERS / 2 ? occasional(number) : regular(number))
                .toList());
        shop.tick(NOW);
        return shop;
    }

    private static CustomerProfile occasional(int number) {
        return profile(number, 90 + number % 60, 1 + number % 3, 20 + number % 17);
    }

    private static CustomerProfile regular(int number) {
        return profile(number, 1 + number % 20, 15 + number % 11, 900 + 13L * (number % 19));
    }

    private static CustomerProfile profile(int number, int daysAgo, long frequency, long monetary) {
        long now = Timestamps.parse(NOW);
        long last = now - Duration.ofDays(daysAgo).toMillis();
        return new CustomerProfile(
                "c" + number,
                "unassigned",
                last,
                new Rfm(0, frequency, Money.of(String.valueOf(monetary))),
                now - Duration.ofDays(200).toMillis(),
                last,
                null,
                null,
                last);
    }

    /** Runs a command with the configuration of an installation. */
    private static CommandRun command(Installation shop, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        shop.overrides().forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** Returns the output lines of a command without the padding of tables. */
    private static List<String> words(CommandRun run) {
        return run.out().lines().map(line -> line.trim().replaceAll(" +", " ")).toList();
    }

    private static Stream<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed();
    }
}
