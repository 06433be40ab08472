package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.Installation.RunningProcessor;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Very many timers that are due at the same time while other customers buy. */
class WaveIT {

    private static final int CUSTOMERS = 40_000;
    private static final int BUYERS = 60;
    private static final String THEN = "2024-01-01T00:00:00Z";
    private static final String LATER = "2024-02-15T00:00:00Z";

    @Test
    void shouldProcessPurchasesWhileManyTimersFire(@TempDir Path folder) {
        try (EmbeddedTestBroker broker = new EmbeddedTestBroker()) {
            // Given customers whose cold start ends at the same time
            broker.start();
            Installation shop = Installation.create(broker.bootstrapServers(), "wave", folder)
                    .with("cold.start.orders", "2");
            try (RunningProcessor running = shop.start()) {
                shop.send(IntStream.range(0, CUSTOMERS)
                        .mapToObj(i -> bought("c" + i, "1", "10", THEN))
                        .toList());
                running.catchUp().awaitProcessed();

                // When
                shop.tick(LATER);
                await().pollInterval(Duration.ofMillis(10)).until(() -> count(running, "changes.TIME") > 0);
                shop.send(IntStream.range(0, BUYERS)
                        .mapToObj(i -> bought("live" + i, "1", "10", LATER))
                        .toList());
                running.catchUp().awaitProcessed();
                running.catchUp().awaitSettled(Timestamps.parse(LATER));
            }

            // Then
            Changes changes = new Changes();
            new TopicReader(shop.settings().kafka())
                    .read(
                            shop.settings().topics().of(TopicRole.CHANGES),
                            record -> changes.take(
                                    record.partition(),
                                    record.offset(),
                                    new String(record.value(), StandardCharsets.UTF_8)));
            assertThat(changes.timeMoves).isEqualTo(CUSTOMERS);
            assertThat(changes.firstOfBuyers).hasSize(2).allSatisfy((partition, offset) -> assertThat(offset)
                    .isLessThan(changes.lastOfTime.get(partition)));
        }
    }

    private static long count(RunningProcessor running, String name) {
        return running.processor().counts().getOrDefault(name, 0L);
    }

    /** Returns the positions of the two kinds of changes in each partition. */
    private static final class Changes {

        private final Map<Integer, Long> firstOfBuyers = new TreeMap<>();
        private final Map<Integer, Long> lastOfTime = new HashMap<>();
        private int timeMoves;

        private void take(int partition, long offset, String change) {
            if (change.contains("\"customerId\":\"live")) {
                firstOfBuyers.putIfAbsent(partition, offset);
            } else if (change.contains("\"reason\":\"TIME\"")) {
                lastOfTime.put(partition, offset);
                timeMoves++;
            }
        }
    }
}
