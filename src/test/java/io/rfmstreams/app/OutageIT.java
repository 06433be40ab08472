package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_SECOND;

import io.rfmstreams.app.Installation.Sent;
import io.rfmstreams.demo.EmbeddedBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outages of Kafka that a proxy in front of the broker simulates. The timeouts of Kafka's clients are shortened. */
class OutageIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final BrokerProxy proxy = new BrokerProxy();
    private final EmbeddedBroker broker;
    private final Path folder;

    OutageIT(@TempDir Path folder) {
        this.folder = folder;
        broker = EmbeddedBroker.startBehindProxy(folder.resolve("broker"), 0, proxy.port());
        proxy.forwardTo(broker.port());
    }

    @AfterEach
    void stop() {
        broker.close();
        proxy.close();
    }

    @Test
    void shouldContinueAfterAnOutageAtTheFirstWriteOfATask() throws IOException, InterruptedException {
        // Given
        Installation shop = installation("first-write");
        try (Instance instance = start(shop)) {
            StreamProcessor processor = instance.processor();
            await().atMost(TIMEOUT).until(processor::isRunning);

            // When a stream thread has ended because Kafka did not respond, and the outage continues
            proxy.refuse("-producer");
            shop.with("kafka.client.id", "shop").send(orders(0, 500));
            await().atMost(TIMEOUT).until(() -> processor.hasEnded() || failedThreads(processor) > 0);
            proxy.cut();
            await().atMost(TIMEOUT)
                    .until(() -> processor.hasEnded() || processor.outage().isPresent());
            HttpResponse<String> ready = get(instance, "/health/ready");
            HttpResponse<String> metrics = get(instance, "/metrics");
            proxy.open();

            // Then
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).contains("\"status\":\"degraded\"", "Kafka has been unreachable for");
            assertThat(metrics.body()).contains("rfm_broker_reachable 0.0");
            awaitOrders(processor, 500);
            assertThat(get(instance, "/health/ready").body()).contains("\"status\":\"UP\"");
            assertThat(get(instance, "/metrics").body()).contains("rfm_broker_reachable 1.0");
        }
    }

    @Test
    void shouldKeepAllCustomersIfKafkaHangsDuringACommit() {
        // Given a hundred customers that are in RocksDB only
        Installation shop = installation("commit").with("process.store.cache.bytes", "0");
        shop.send(orders(0, 100));
        try (Instance instance = start(shop)) {
            StreamProcessor processor = instance.processor();
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(shop.profiles()).hasSize(100));

            // When Kafka receives neither the next commit nor the abort
            proxy.freeze("-producer");
            // A thread whose commit timed out fails at its next record, so that orders are sent again and again.
            await().atMost(TIMEOUT).pollInterval(ONE_SECOND).ignoreExceptions().until(() -> {
                shop.with("kafka.client.id", "shop").send(orders(100, 100));
                return failedThreads(processor) > 0 || processor.counts().getOrDefault("orders", 0L) > 100;
            });
            proxy.freeze();
            await().atMost(TIMEOUT)
                    .until(() -> processor.hasEnded() || processor.outage().isPresent());
            proxy.open();

            // Then
            await().atMost(TIMEOUT).ignoreExceptions().untilAsserted(() -> assertThat(shop.profiles())
                    .hasSize(100)
                    .allMatch(profile -> profile.rfm().frequency() == 2));
        }
    }

    @Test
    void shouldWaitForKafkaAtItsStart() throws IOException {
        // Given
        Installation shop = installation("start").with("kafka.wait", "PT1M");
        Path log = folder.resolve("process.log");
        proxy.cut();

        // When
        try (ChildProcessor process = ChildProcessor.start(shop.overrides(), log)) {
            await().atMost(TIMEOUT).until(() -> Files.readString(log).contains("Waiting for Kafka for "));
            proxy.open();

            // Then
            process.awaitReady();
        }
    }

    private Installation installation(String name) {
        return Installation.create(broker.bootstrapServers(), name, folder.resolve("state"))
                .with("kafka.producer.max.block.ms", "2000")
                .with("kafka.producer.request.timeout.ms", "1500")
                .with("kafka.consumer.request.timeout.ms", "1500")
                .with("kafka.consumer.default.api.timeout.ms", "2000")
                .with("kafka.main.consumer.session.timeout.ms", "300000")
                .with("kafka.admin.request.timeout.ms", "1500")
                .with("kafka.admin.default.api.timeout.ms", "2000");
    }

    private static Instance start(Installation shop) {
        Instance instance = new Instance(shop.settings(), shop.settings().http().listen(), () -> true);
        instance.start();
        return instance;
    }

    /** Waits until a number of orders is counted. Fails if the processor ends. */
    private static void awaitOrders(StreamProcessor processor, long orders) {
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .until(() -> processor.hasEnded()
                        || Long.valueOf(orders).equals(processor.counts().get("orders")));
        if (processor.hasEnded()) {
            processor.awaitEnd();
        }
        assertThat(processor.hasEnded()).isFalse();
    }

    private static double failedThreads(StreamProcessor processor) {
        return processor.streams().metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("failed-stream-threads"))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .sum();
    }

    private HttpResponse<String> get(Instance instance, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + instance.port() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static List<Sent> orders(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(order -> Installation.bought("c" + order % 100, "o" + order, "10", "2024-01-01T00:00:00Z"))
                .toList();
    }
}
