package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.app.Installation.RunningProcessor;
import io.rfmstreams.app.Installation.Sent;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.demo.EmbeddedBroker;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill with {@code rfm.clock=live} whose broker is unavailable for a minute; then the processor restarts. */
class BrokerOutageIT {

    private static final Duration OUTAGE = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final int EVENTS = 60_000;
    private static final int CUSTOMERS = 12_000;

    private final Path folder;

    BrokerOutageIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldNotEvaluateHistoryByTheWallClock() {
        // Given two years of history and its result in event time
        List<Sent> history = history();
        long lastEventAt = history.get(history.size() - 1).event().occurredAt();
        Map<String, List<String>> expected;
        Installation live;
        String servers;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            servers = broker.bootstrapServers();
            expected = changesByCustomerInEventTime(installation(servers, "event"), history);
            live = installation(servers, "live").with("rfm.clock", "live").with("process.threads", "1");
            live.send(history);
        }

        // When
        RunningProcessor running;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), port(servers))) {
            running = live.start();
            await().atMost(TIMEOUT).until(() -> !running.clocks().isEmpty());
            assertThat(broker.bootstrapServers()).isEqualTo(servers);
        }
        await().during(OUTAGE).atMost(TIMEOUT).until(() -> running.clocks().stream()
                .allMatch(now -> now <= lastEventAt));
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), port(servers))) {
            running.close();
            assertThat(changesByCustomer(live).values().stream().flatMap(List::stream))
                    .allMatch(change -> Timestamps.parse(change.substring(0, change.indexOf(' '))) <= lastEventAt);
            try (RunningProcessor restarted = live.start()) {
                restarted.catchUp().awaitProcessed();

                // Then
                await().atMost(TIMEOUT)
                        .untilAsserted(() -> assertThat(changesByCustomer(live)).isEqualTo(expected));
                assertThat(broker.bootstrapServers()).isEqualTo(servers);
            }
        }
    }

    private Installation installation(String servers, String name) {
        return Installation.create(servers, name, folder.resolve("state")).with("cold.start.orders", "3");
    }

    /** Returns the segment changes up to the current time. */
    private static Map<String, List<String>> changesByCustomerInEventTime(Installation shop, List<Sent> history) {
        try (RunningProcessor running = shop.start()) {
            shop.send(history);
            running.catchUp().awaitProcessed();
            String today = Timestamps.format(Instant.now().toEpochMilli());
            shop.tick(today);
            running.catchUp().awaitSettled(Timestamps.parse(today));
            return changesByCustomer(shop);
        }
    }

    private static Map<String, List<String>> changesByCustomer(Installation shop) {
        Map<String, List<String>> changesByCustomer = new TreeMap<>();
        for (JsonNode change : shop.changes()) {
            changesByCustomer
                    .computeIfAbsent(change.path("customerId").asText(), id -> new ArrayList<>())
                    .add(String.join(
                            " ",
                            change.path("occurredAt").asText(),
                            change.path("reason").asText(),
                            change.path("from").path("id").asText(),
                            change.path("to").path("id").asText()));
        }
        return changesByCustomer;
    }

    private static List<Sent> history() {
        Random random = new Random(7);
        List<Sent> history = new ArrayList<>();
        long start = Timestamps.parse("2023-01-01T00:00:00Z");
        long step = Duration.ofDays(730).toMillis() / EVENTS;
        for (int i = 0; i < EVENTS; i++) {
            Purchase purchase = new Purchase("o" + i, new Money(10_000L + random.nextInt(900_000)), start + i * step);
            history.add(new Sent("c" + random.nextInt(CUSTOMERS), purchase));
        }
        return history;
    }

    private static int port(String servers) {
        return Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
    }
}
