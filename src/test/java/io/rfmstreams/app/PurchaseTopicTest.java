package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class PurchaseTopicTest {

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(cluster(), true, null, new StringSerializer(), new ByteArraySerializer());

    @Test
    void shouldSendOneTombstone() {
        // When
        topic(Map.of()).erase("anna", producer);

        // Then Kafka's partitioner chooses the partition
        assertThat(producer.history()).hasSize(1).allSatisfy(PurchaseTopicTest::isTombstone);
        assertThat(producer.history().get(0).partition()).isNull();
    }

    @Test
    void shouldSendATombstoneToEachPartitionIfProducersMayChooseIt() {
        // When
        topic(Map.of("rfm.partitioner", "any")).erase("anna", producer);

        // Then
        assertThat(producer.history()).allSatisfy(PurchaseTopicTest::isTombstone);
        assertThat(producer.history()).map(ProducerRecord::partition).containsExactlyInAnyOrder(0, 1, 2);
    }

    private static void isTombstone(ProducerRecord<String, byte[]> sent) {
        assertThat(sent.topic()).isEqualTo("purchases");
        assertThat(sent.key()).isEqualTo("anna");
        assertThat(sent.value()).isNull();
    }

    private static PurchaseTopic topic(Map<String, String> configuration) {
        return new PurchaseTopic(new Settings(Configuration.load(configuration, Map.of(), null)));
    }

    private static Cluster cluster() {
        Node node = new Node(0, "localhost", 9092);
        List<PartitionInfo> partitions = IntStream.range(0, 3)
                .mapToObj(each -> new PartitionInfo("purchases", each, node, new Node[] {node}, new Node[] {node}))
                .toList();
        return new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
    }
}
