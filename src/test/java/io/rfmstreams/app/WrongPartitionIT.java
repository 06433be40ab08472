package io.rfmstreams.app;

import static io.rfmstreams.app.Installation.bought;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Installation.RunningProcessor;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.PurchaseJson;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.Money;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Producers whose partitioner differs from Kafka's default, such as librdkafka's default. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class WrongPartitionIT {

    private static final int PARTITIONS = 2;
    private static final List<String> CUSTOMERS =
            IntStream.range(0, 20).mapToObj(i -> "c" + i).toList();

    private final EmbeddedTestBroker broker = new EmbeddedTestBroker();
    private final Path folder;

    WrongPartitionIT(@TempDir Path folder) {
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
    void shouldKeepEachCustomerInOnePartition() {
        // Given a purchase of each customer in the correct partition, and one in each partition
        Installation shop = Installation.create(broker.bootstrapServers(), "wrong", folder.resolve("wrong"));
        shop.send(CUSTOMERS.stream()
                .map(customer -> bought(customer, "1", "10", "2025-01-01T10:00:00Z"))
                .toList());
        sendToEveryPartition(shop);

        // When
        try (RunningProcessor running = shop.start()) {
            running.catchUp().awaitProcessed();
        }

        // Then
        List<CustomerProfile> profiles = shop.profiles();
        assertThat(profiles)
                .hasSize(CUSTOMERS.size())
                .allSatisfy(profile -> assertThat(profile.rfm().frequency()).isEqualTo(2));
        List<String> reasons = new ArrayList<>();
        new TopicReader(shop.settings().kafka())
                .read(
                        shop.settings().topics().of(TopicRole.DEAD_LETTERS),
                        letter -> reasons.add(
                                new String(letter.headers().lastHeader("error").value(), UTF_8)));
        assertThat(reasons).hasSize(CUSTOMERS.size()).containsOnly("wrong-partition");
    }

    private static void sendToEveryPartition(Installation shop) {
        String topic = shop.settings().topics().of(TopicRole.PURCHASES);
        try (Producer<String, byte[]> producer = shop.settings().kafka().producer()) {
            for (String customer : CUSTOMERS) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    Purchase purchase = new Purchase("2", Money.of("10"), Timestamps.parse("2025-01-02T10:00:00Z"));
                    byte[] value = PurchaseJson.encode(customer, purchase, null);
                    KafkaFutures.await(
                            producer.send(new ProducerRecord<>(topic, partition, customer, value)), "send a purchase");
                }
            }
        }
    }
}
