package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static io.rfmstreams.segment.TestModels.byFrequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.contract.CustomerProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stops a processor that has much to do, as {@code kill} and container engines do. */
@Timeout(300)
class GracefulStopIT {

    private static final int CUSTOMERS = 40_000;
    private static final int ORDERS_A_SECOND = 200;
    private static final String AFTER_COLD_START = "2024-02-15T00:00:00Z";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Other tests wait longer. */
    private static final String BY_DEFAULT = new Settings(Configuration.load(Map.of(), Map.of(), null))
            .get(ConfigKey.STOP_TIMEOUT)
            .toString();

    private final EmbeddedTestBroker broker = new EmbeddedTestBroker();
    private final Path folder;

    GracefulStopIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void startBroker() {
        broker.start();
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void shouldStopWithinTenSecondsWhileTimersAndAReassignmentWait() throws Exception {
        // Given a processor with orders, due timers and a reassignment
        Installation shop = Installation.create(broker.bootstrapServers(), "stop", folder.resolve("state"))
                .with("cold.start.orders", "2")
                .with("process.stop.timeout", BY_DEFAULT);
        Path firstLog = folder.resolve("first.log");
        Path secondLog = folder.resolve("second.log");
        try (OrderFeed orders = OrderFeed.start(shop.settings(), CUSTOMERS, ORDERS_A_SECOND);
                ChildProcessor first = ChildProcessor.start(shop.overrides(), firstLog)) {
            first.awaitReady();
            await().until(() -> metric(first, "rfm_customers") >= CUSTOMERS);
            shop.tick(AFTER_COLD_START);
            try (ModelPublisher publisher = new ModelTopic(shop.settings()).publisher()) {
                publisher.publish(byFrequency(1, 1.5), true);
            }
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> metric(first, "rfm_timers_due") > 0 && metric(first, "rfm_reassignment_running") > 0);

            // When
            Duration stop = first.stop();

            // Then
            long reassigned = shop.profiles().stream()
                    .filter(profile -> profile.modelVersion() != null)
                    .count();
            System.err.printf(
                    "stopped after %.1f s, with %,d of %,d customers reassigned%n",
                    stop.toMillis() / 1e3, reassigned, CUSTOMERS);
            assertThat(stop).isLessThan(LIMIT);
            assertThat(reassigned).isLessThan(CUSTOMERS);
            assertThat(Files.readString(firstLog)).doesNotContain("ERROR");

            // When it starts again
            try (ChildProcessor second = ChildProcessor.start(shop.overrides(), secondLog)) {
                second.awaitReady();
                orders.finish();

                // Then it continues with the state on its disk
                await().pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(shop.profiles())
                        .hasSize(CUSTOMERS)
                        .allMatch(profile -> isComplete(profile, orders)));
                assertThat(Files.readString(secondLog)).doesNotContain("does not match the committed offsets");
            }
        }
    }

    @Test
    void shouldStopWithinTenSecondsWhileKafkaIsAway() throws Exception {
        // Given a processor that loses Kafka while it processes orders
        Installation shop = Installation.create(broker.bootstrapServers(), "away", folder.resolve("state"))
                .with("process.stop.timeout", BY_DEFAULT);
        Path log = folder.resolve("away.log");
        try (ChildProcessor processor = ChildProcessor.start(shop.overrides(), log)) {
            processor.awaitReady();
            shop.send(IntStream.range(0, CUSTOMERS)
                    .mapToObj(i -> bought("c" + i, "1", "10", "2024-01-01T00:00:00Z"))
                    .toList());
            broker.close();
            await().until(() -> metric(processor, "rfm_broker_reachable") == 0);

            // When
            Duration stop = processor.stop();

            // Then
            System.err.printf("stopped after %.1f s without Kafka%n", stop.toMillis() / 1e3);
            assertThat(stop).isLessThan(LIMIT);
        }
    }

    private static boolean isComplete(CustomerProfile profile, OrderFeed orders) {
        int customer = OrderFeed.number(profile.customerId());
        return profile.modelVersion() != null && profile.rfm().frequency() == orders.sent(customer);
    }

    /** Returns the sum of a metric over all partitions. */
    private static double metric(ChildProcessor processor, String name) throws IOException {
        return processor
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
