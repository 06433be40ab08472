package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static io.rfmstreams.segment.TestModels.byFrequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.Installation.RunningProcessor;
import io.rfmstreams.app.Installation.Sent;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.segment.SegmentationModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A processor with at-least-once processing that is killed between two commits. */
@Timeout(300)
class AtLeastOnceIT {

    private static final int CUSTOMERS = 1_500;
    private static final int SOME = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String A_YEAR_LATER = "2025-03-01T00:00:00Z";

    @Test
    void shouldReassignEveryCustomerAfterACrashInAReassignment(@TempDir Path folder) throws Exception {
        try (EmbeddedTestBroker broker = new EmbeddedTestBroker()) {
            // Given customers that model 1 has assigned, all committed
            broker.start();
            Installation shop = Installation.create(broker.bootstrapServers(), "at-least-once", folder.resolve("state"))
                    .with("process.guarantee", "at_least_once")
                    .with("kafka.main.consumer.session.timeout.ms", "6000");
            publish(shop, byFrequency(1, 1.5));
            try (RunningProcessor running = shop.start()) {
                shop.send(orders());
                shop.tick("2024-02-01T00:00:00Z");
                running.catchUp().awaitProcessed();
                running.catchUp().awaitReassigned(1);
            }
            assertThat(profilesOf(shop, 1)).isEqualTo(CUSTOMERS);

            // When a processor without a customer cache is killed before it commits
            Installation slow = shop.with("process.reassignment.batch.size", "5")
                    .with("process.store.cache.bytes", "0")
                    .with("process.commit.interval", "PT10M");
            try (ChildProcessor child = ChildProcessor.start(slow.overrides(), folder.resolve("child.log"))) {
                child.awaitReady();
                publish(shop, byFrequency(2, 0.5));
                await().atMost(TIMEOUT).until(() -> profilesOf(shop, 2) >= SOME);
                child.kill();
            }
            publish(shop, byFrequency(3, 2.5));
            try (RunningProcessor running = shop.start()) {
                running.catchUp().awaitReassigned(3);
                shop.tick("2024-02-02T00:00:00Z");
                running.catchUp().awaitProcessed();

                // Then model 3 has assigned every customer
                assertThat(profiles(shop)).isEqualTo(expected());

                // When the orders expire from the window
                shop.tick(A_YEAR_LATER);
                running.catchUp().awaitSettled(Timestamps.parse(A_YEAR_LATER));

                // Then no timer was lost
                assertThat(shop.profiles()).hasSize(CUSTOMERS).allSatisfy(profile -> assertThat(
                                profile.rfm().frequency())
                        .isZero());
            }
        }
    }

    private static void publish(Installation shop, SegmentationModel model) {
        try (ModelPublisher publisher = new ModelTopic(shop.settings()).publisher()) {
            publisher.publish(model, true);
        }
    }

    private static long profilesOf(Installation shop, int modelVersion) {
        return shop.profiles().stream()
                .filter(profile -> Integer.valueOf(modelVersion).equals(profile.modelVersion()))
                .count();
    }

    /** Returns the orders of customers of whom one third each bought once, twice and three times. */
    private static List<Sent> orders() {
        return IntStream.range(0, CUSTOMERS)
                .boxed()
                .flatMap(i -> IntStream.rangeClosed(0, i % 3)
                        .mapToObj(order ->
                                bought("c" + i, String.valueOf(order), "10", "2024-01-1" + order + "T10:00:00Z")))
                .toList();
    }

    private static Map<String, String> expected() {
        return IntStream.range(0, CUSTOMERS)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "c" + i,
                        i -> (i % 3 == 2 ? "regular" : "occasional") + " by 3, " + (i % 3 + 1) + " orders",
                        (one, other) -> other,
                        TreeMap::new));
    }

    private static Map<String, String> profiles(Installation shop) {
        return shop.profiles().stream()
                .collect(Collectors.toMap(
                        CustomerProfile::customerId,
                        profile -> profile.segment() + " by " + profile.modelVersion() + ", "
                                + profile.rfm().frequency() + " orders",
                        (one, other) -> other,
                        TreeMap::new));
    }
}
