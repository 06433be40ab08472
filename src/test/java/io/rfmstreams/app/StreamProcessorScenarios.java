package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static io.rfmstreams.app.Installation.refunded;
import static io.rfmstreams.segment.TestModels.byFrequency;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.app.Installation.RunningProcessor;
import io.rfmstreams.app.Installation.Sent;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.TickJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.TaskRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the processor with a real Kafka broker. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class StreamProcessorScenarios {

    private static final long LATER = Timestamps.parse("2024-03-01T00:00:00Z");
    private static final int MANY = 300;

    /** The number of records that {@link #sendBadModels} sends. */
    private static final int BAD_MODELS = 5;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final TestBroker broker;
    private final Path folder;

    StreamProcessorScenarios(TestBroker broker, Path folder) {
        this.broker = broker;
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
    void shouldReassignCustomersWhenAnEarlierModelIsActivated() {
        // Given two models that assign customers with two orders differently
        Installation shop = installation("rollback");
        ModelTopic models = new ModelTopic(shop.settings());
        try (RunningProcessor running = shop.start()) {
            shop.send(buyers(30));
            running.catchUp().awaitProcessed();
            publish(models, byFrequency(1, 1.5));
            running.catchUp().awaitReassigned(1);
            publish(models, byFrequency(2, 2.5));
            running.catchUp().awaitReassigned(2);
            shop.tick("2024-02-01T00:00:00Z");
            running.catchUp().awaitProcessed();
            int before = shop.changes().size();

            // When
            models.activate(1);
            running.catchUp().awaitReassigned(1);
            shop.tick("2024-02-02T00:00:00Z");
            running.catchUp().awaitProcessed();

            // Then
            List<JsonNode> moves = shop.changes();
            assertThat(moves).hasSize(before + 10);
            assertThat(moves.stream()
                            .filter(move -> move.path("occurredAt").asText().equals("2024-02-01T00:00:00Z"))
                            .map(move -> move.path("reason").asText() + " "
                                    + move.path("from").path("id").asText() + " "
                                    + move.path("to").path("id").asText() + " "
                                    + move.path("modelVersion").asInt() + " "
                                    + move.path("rfm").path("frequency").asInt()))
                    .hasSize(10)
                    .containsOnly("MODEL occasional regular 1 2");
            assertThat(shop.profiles())
                    .hasSize(30)
                    .extracting(CustomerProfile::modelVersion)
                    .containsOnly(1);
            assertThat(models.read().models()).containsOnlyKeys(1, 2);
            assertThat(models.read().active()).hasValue(1);
            assertThat(models.read().highestVersion()).isEqualTo(2);
        }
    }

    @Test
    void shouldKeepTheLastValidModel() {
        // Given
        Installation shop = installation("last-good");
        publish(new ModelTopic(shop.settings()), byFrequency(1, 1.5));
        try (RunningProcessor running = shop.start()) {
            await().until(() -> activeVersion(running) == 1);

            // When
            sendBadModels(shop);

            // Then
            await().until(() -> running.processor().models().refused() == BAD_MODELS);
            assertThat(activeVersion(running)).isEqualTo(1);
            shop.send(bought("ann", "1", "10", "2024-01-01T10:00:00Z"));
            running.catchUp().awaitProcessed();
            assertThat(shop.changes())
                    .extracting(StreamProcessorScenarios::version)
                    .containsExactly(1);
        }
    }

    @Test
    void shouldAcceptAValidModelAfterRejectedOnes() {
        // Given
        Installation shop = installation("refused");
        ModelTopic models = new ModelTopic(shop.settings());
        publish(models, byFrequency(1, 1.5));
        sendBadModels(shop);
        try (RunningProcessor running = shop.start()) {
            shop.send(bought("ann", "1", "10", "2024-01-01T10:00:00Z"));
            running.catchUp().awaitProcessed();
            running.catchUp().awaitReassigned(1);

            // When
            publish(models, byFrequency(5, 0.5));
            running.catchUp().awaitReassigned(5);

            // Then
            shop.tick("2024-01-02T00:00:00Z");
            running.catchUp().awaitProcessed();
            assertThat(shop.profiles())
                    .extracting(CustomerProfile::segment, CustomerProfile::modelVersion)
                    .containsExactly(tuple("regular", 5));
            assertThat(models.read().models()).containsOnlyKeys(1, 5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "empty"})
    void shouldContinueWhereItStopped(String stateDirOfRestart) {
        // Given
        Installation shop = installation("restart-" + stateDirOfRestart);
        List<Sent> events = new ArrayList<>(buyers(30));
        events.add(refunded("c0", "r1", "0", "4", "2024-01-20T00:00:00Z"));
        events.add(refunded("c1", "r2", "unknown", "2.5", "2024-01-20T00:00:00Z"));
        events.add(refunded("nobody", "r3", "1", "1", "2024-01-20T00:00:00Z"));
        Map<String, Long> counts;
        List<Long> clocks;
        try (RunningProcessor running = shop.start()) {
            publish(new ModelTopic(shop.settings()), byFrequency(1, 1.5));
            await().until(() -> activeVersion(running) == 1);
            shop.send(events);
            shop.send(TopicRole.PURCHASES, "c0", "not JSON");
            shop.tick("2024-01-25T00:00:00Z");
            running.catchUp().awaitProcessed();
            running.catchUp().awaitReassigned(1);
            shop.tick("2024-01-26T00:00:00Z");
            running.catchUp().awaitProcessed();
            counts = running.processor().counts();
            clocks = running.clocks();
        }
        String export = shop.export(LATER);

        // When
        try (RunningProcessor restarted = shop.with(
                        "process.state.dir", folder.resolve(stateDirOfRestart).toString())
                .start()) {
            Map<String, Long> countsAfter = restarted.catchUp().counts();
            List<Long> clocksAfter = restarted.clocks();
            shop.send(events);
            restarted.catchUp().awaitProcessed();

            // Then
            assertThat(countsAfter)
                    .isEqualTo(counts)
                    .containsEntry("orders", 60L)
                    .containsEntry("refunds.linked", 1L)
                    .containsEntry("refunds.pending", 2L)
                    .containsEntry("refunds.unlinked", 0L)
                    .containsEntry("refunds.ignored", 0L)
                    .containsEntry("deadLetters.bad-json", 1L);
            assertThat(clocksAfter)
                    .isEqualTo(clocks)
                    .containsOnly(Timestamps.parse("2024-01-26T00:00:00Z"))
                    .hasSize(2);
            counts.put("duplicates", 63L);
            assertThat(restarted.processor().counts()).isEqualTo(counts);
            assertThat(shop.export(LATER)).isEqualTo(export);
        }
    }

    @Test
    void shouldContinueAnInterruptedReassignment() {
        // Given
        Installation shop = installation("reassignment").with("process.reassignment.batch.size", "1");
        ModelTopic models = new ModelTopic(shop.settings());
        publish(models, byFrequency(1, 1.5));
        try (RunningProcessor running = shop.start()) {
            await().until(() -> activeVersion(running) == 1);
            shop.send(buyers(MANY));
            shop.tick("2024-02-01T00:00:00Z");
            running.catchUp().awaitProcessed();
            running.catchUp().awaitReassigned(1);
            publish(models, byFrequency(2, 2.5));
            await().pollInterval(Duration.ofMillis(10)).until(() -> running.processor().progress().stream()
                    .map(TaskRow::reassignment)
                    .anyMatch(position -> position != null && position.customers() > 0));
        }
        long broughtOver = customersAt(shop, 2);

        // When
        try (RunningProcessor restarted =
                shop.with("process.reassignment.batch.size", "100").start()) {
            restarted.catchUp().awaitReassigned(2);
            shop.tick("2024-02-02T00:00:00Z");
            restarted.catchUp().awaitProcessed();
        }

        // Then
        assertThat(broughtOver).isBetween(1L, MANY - 1L);
        assertThat(customersAt(shop, 2)).isEqualTo(MANY);
        assertThat(shop.changes().stream()
                        .filter(change -> change.path("modelVersion").asInt() == 2)
                        .map(change -> change.path("customerId").asText()))
                .hasSize(MANY / 3)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldReleaseTicksWhosePurchasesAreDeleted() {
        // Given a clock topic that was written with other purchases and contains malformed ticks
        Installation shop = installation("ticks");
        sendTick(shop, "2024-01-02T00:00:00Z", "1000");
        sendTick(shop, "2024-01-03T00:00:00Z", null);
        sendTick(shop, "2024-01-04T00:00:00Z", "next");
        try (RunningProcessor running = shop.start()) {
            // When
            shop.send(bought("ann", "1", "10", "2024-01-01T10:00:00Z"));
            running.catchUp().awaitProcessed();

            // Then
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(running.clocks())
                    .containsOnly(Timestamps.parse("2024-01-02T00:00:00Z"))
                    .hasSize(2));
            assertThat(running.processor().counts()).containsEntry("deadLetters.bad-tick", 4L);
        }
    }

    /** Sends a tick to each partition. */
    private static void sendTick(Installation shop, String time, @Nullable String follows) {
        Map<String, Object> config = shop.settings().kafka().common();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int partition = 0; partition < 2; partition++) {
                ProducerRecord<byte[], byte[]> tick = new ProducerRecord<>(
                        shop.settings().topics().of(TopicRole.CLOCK),
                        partition,
                        null,
                        TickJson.encode(Timestamps.parse(time)));
                tick.headers().add(TickJson.FOLLOWS_HEADER, follows == null ? null : follows.getBytes(UTF_8));
                KafkaFutures.await(producer.send(tick), "send a tick");
            }
        }
    }

    @Test
    void shouldRejectStateOfAnotherWindow() {
        // Given
        Installation shop = installation("window");
        try (RunningProcessor running = shop.start()) {
            shop.send(bought("ann", "1", "10", "2024-01-01T10:00:00Z"));
            running.catchUp().awaitProcessed();
        }

        // When
        Throwable fault = catchThrowable(
                () -> ProcessRole.run(shop.with("rfm.window", "P90D").settings()));

        // Then
        assertThat(fault)
                .hasMessage(
                        "the processor stopped: the state was built with rfm.window=P365D, but rfm.window is P90D. Set rfm.window"
                                + " to P365D, or set another application.id to rebuild the state from the purchases topic");
    }

    @Test
    void shouldEraseACustomer() {
        // Given
        Installation shop = installation("erase");
        try (RunningProcessor running = shop.start()) {
            shop.send(
                    bought("ann", "1", "10", "2024-01-01T10:00:00Z"),
                    bought("ann", "2", "20", "2024-01-02T10:00:00Z"),
                    bought("bob", "1", "10", "2024-01-01T10:00:00Z"));
            running.catchUp().awaitProcessed();

            // When
            PurchaseTopic purchases = new PurchaseTopic(shop.settings());
            Stream.of("ann", "nobody").forEach(purchases::erase);
            running.catchUp().awaitProcessed();
            List<CustomerProfile> left = shop.profiles();
            shop.send(bought("ann", "2", "5", "2024-01-03T10:00:00Z"));
            running.catchUp().awaitProcessed();

            // Then
            assertThat(left).extracting(CustomerProfile::customerId).containsExactly("bob");
            assertThat(shop.changes().stream()
                            .filter(change ->
                                    !change.path("customerId").asText().equals("bob"))
                            .map(change -> change.path("customerId").asText() + " "
                                    + change.path("reason").asText() + " "
                                    + change.path("sequence").asInt()))
                    .containsExactly("ann FIRST_PURCHASE 1", "ann ERASED 2", "ann FIRST_PURCHASE 1");
            assertThat(shop.profiles())
                    .filteredOn(profile -> profile.customerId().equals("ann"))
                    .singleElement()
                    .satisfies(profile -> {
                        assertThat(profile.rfm().frequency()).isEqualTo(1);
                        assertThat(profile.rfm().monetary()).hasToString("5");
                        assertThat(profile.firstPurchaseAt()).isEqualTo(Timestamps.parse("2024-01-03T10:00:00Z"));
                    });
            assertThat(running.processor().counts()).containsEntry("customers", 2L);
        }
    }

    @Test
    void shouldProcessHistoryAndThenFollowTheWallClock() {
        // Given
        Installation shop = installation("live").with("rfm.clock", "live");
        Instant today = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String past = today.minus(400, ChronoUnit.DAYS).toString();
        shop.send(bought("ann", "1", "10", "2020-01-01T10:00:00Z"), bought("bob", "1", "10", "2020-06-01T10:00:00Z"));
        try (RunningProcessor running = shop.start()) {
            running.catchUp().awaitProcessed();

            // When
            shop.send(bought("cid", "1", "10", past));
            running.catchUp().awaitProcessed();

            // Then the wall clock has emptied the windows of the others
            await().untilAsserted(() -> assertThat(shop.changes())
                    .filteredOn(change -> !change.path("customerId").asText().equals("cid"))
                    .extracting(change -> change.path("reason").asText() + " "
                            + change.path("occurredAt").asText())
                    .containsExactlyInAnyOrder(
                            "FIRST_PURCHASE 2020-01-01T10:00:00Z",
                            "FIRST_PURCHASE 2020-06-01T10:00:00Z",
                            "TIME 2020-12-31T10:00:00Z",
                            "TIME 2021-06-01T10:00:00Z"));
            assertThat(shop.changes())
                    .filteredOn(change -> change.path("customerId").asText().equals("cid"))
                    .singleElement()
                    .satisfies(change -> {
                        assertThat(Instant.parse(change.path("occurredAt").asText()))
                                .isBetween(today, Instant.now());
                        assertThat(change.path("rfm").path("recencyDays").asInt())
                                .isEqualTo(400);
                        assertThat(change.path("rfm").path("frequency").asInt()).isZero();
                    });
        }
    }

    private Installation installation(String name) {
        return Installation.create(broker.bootstrapServers(), name, folder.resolve("state"));
    }

    /**
     * Sends a malformed model, a model with the key of another version, and aliases to them and to an unknown version.
     */
    private static void sendBadModels(Installation shop) {
        shop.send(TopicRole.MODELS, "v2", "{\"version\":2");
        shop.send(TopicRole.MODELS, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(2));
        shop.send(TopicRole.MODELS, "v3", ModelJson.encode(byFrequency(4, 1.5)));
        shop.send(TopicRole.MODELS, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(99));
        shop.send(TopicRole.MODELS, ModelJson.ACTIVE_KEY, "latest");
    }

    /** Returns the orders of customers of whom one third each bought once, twice and three times. */
    private static List<Sent> buyers(int customers) {
        return IntStream.range(0, customers)
                .boxed()
                .flatMap(i -> IntStream.rangeClosed(0, i % 3)
                        .mapToObj(order ->
                                bought("c" + i, String.valueOf(order), "10", "2024-01-1" + order + "T10:00:00Z")))
                .toList();
    }

    private static long customersAt(Installation shop, int modelVersion) {
        return shop.profiles().stream()
                .filter(profile -> Integer.valueOf(modelVersion).equals(profile.modelVersion()))
                .count();
    }

    private static int activeVersion(RunningProcessor running) {
        return running.processor().activeModel().map(model -> model.version()).orElse(0);
    }

    private static int version(JsonNode change) {
        return change.path("modelVersion").asInt();
    }

    private static void publish(ModelTopic models, SegmentationModel model) {
        try (ModelPublisher publisher = models.publisher()) {
            publisher.publish(model, true);
        }
    }
}
