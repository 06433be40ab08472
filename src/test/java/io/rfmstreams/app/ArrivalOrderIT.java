package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.Installation.RunningProcessor;
import io.rfmstreams.app.Installation.Sent;
import io.rfmstreams.cli.CommandRun;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.demo.ShopData;
import io.rfmstreams.demo.ShopData.Sale;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.EndState;
import io.rfmstreams.rfm.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History that is sent to a processor with {@code rfm.clock=live}. */
class ArrivalOrderIT {

    private static final EmbeddedTestBroker BROKER = new EmbeddedTestBroker();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long WINDOW = 365 * DAY;
    private static final int CUSTOMERS = 200;
    private static final int ORDERS_EACH = 10;
    private static final int TWO_YEARS = 730;

    /** All orders are dated whole days before this time, so that no order expires during the test. */
    private final long base = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    private final Path folder;

    ArrivalOrderIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void start() {
        BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void shouldProcessTwoYearsOfOrdersInARunningProcessor() throws IOException {
        // Given
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS * ORDERS_EACH; i++) {
            long at = base - (i * 7L) % TWO_YEARS * DAY;
            sales.add(new Sale("c" + i % CUSTOMERS, new Purchase("o" + i, Money.of("12.34"), at)));
        }
        Installation shop = live("two-years");
        try (RunningProcessor running = shop.start()) {

            // When
            CommandRun replay = replay(shop, sales);

            // Then
            assertThat(replay.exitCode()).as(replay.err()).isZero();
            running.catchUp().awaitProcessed();
            Map<String, Long> counts = running.catchUp().counts();
            assertThat(counts.getOrDefault("orders", 0L)).isBetween(900L, 1_100L);
            assertThat(counts.getOrDefault("orders", 0L) + counts.getOrDefault("expiredOnArrival", 0L))
                    .isEqualTo(sales.size());
            assertThat(deadLetters(counts)).isZero();
            awaitEnds(shop, sales);
        }
    }

    @Test
    void shouldReachTheSameStateWithShuffledAndRepeatedInput() throws IOException {
        // Given
        List<Sale> lab = ShopData.lab();
        long shift = base - lab.get(lab.size() - 1).at();
        List<Sale> shuffled = new ArrayList<>();
        lab.forEach(sale -> shuffled.add(sale.later(shift)));
        Collections.shuffle(shuffled, new Random(WINDOW));
        Installation shop = live("lab");
        try (RunningProcessor running = shop.start()) {

            // When
            shop.send(shuffled.stream()
                    .map(sale -> new Sent(sale.customerId(), sale.event()))
                    .toList());
            running.catchUp().awaitProcessed();
            Map<String, Long> before = running.catchUp().counts();

            // Then
            awaitEnds(shop, shuffled);
            assertThat(deadLetters(before)).isZero();
            assertThat(before.getOrDefault("refunds.pending", 0L)).isPositive();

            // When
            CommandRun replay = replay(shop, shuffled);

            // Then
            assertThat(replay.exitCode()).as(replay.err()).isZero();
            running.catchUp().awaitProcessed();
            Map<String, Long> after = running.catchUp().counts();
            assertThat(after.getOrDefault("orders", 0L)).isEqualTo(before.getOrDefault("orders", 0L));
            assertThat(deadLetters(after)).isZero();
            awaitEnds(shop, shuffled);
        }
    }

    private Installation live(String name) {
        return Installation.create(BROKER.bootstrapServers(), name, folder.resolve(name))
                .with("rfm.clock", "live");
    }

    private CommandRun replay(Installation shop, List<Sale> sales) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Sale sale : sales) {
            lines.write(PurchaseJson.encode(sale.customerId(), sale.event(), null));
            lines.write('\n');
        }
        Path file = Files.write(folder.resolve("orders.jsonl"), lines.toByteArray());
        Settings settings = shop.settings();
        return CommandRun.of(
                "replay",
                "--input",
                file.toString(),
                "-D",
                "kafka.bootstrap.servers=" + settings.kafka().bootstrapServers(),
                "-D",
                "topics.prefix=" + shop.overrides().get("topics.prefix"));
    }

    private static long deadLetters(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith("deadLetters."))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Waits until the profiles of all customers match a computation from the list of sales. */
    private static void awaitEnds(Installation shop, List<Sale> sales) {
        await().untilAsserted(() -> {
            long now = System.currentTimeMillis();
            Map<String, EndState> ends = EndState.ofAll(shop.profiles(), now);
            assertThat(EndState.differences(ends, ShopData.ends(sales, WINDOW, now)))
                    .isEmpty();
        });
    }
}
