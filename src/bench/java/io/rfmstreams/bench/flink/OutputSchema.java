package io.rfmstreams.bench.flink;

import io.rfmstreams.contract.TopicRole;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes the output records to their topics, with the wall clock as their timestamp. */
final class OutputSchema implements KafkaRecordSerializationSchema<OutputRecord>, KafkaDatasetFacetProvider {

    private static final long serialVersionUID = 1;

    private final Map<TopicRole, String> topics;

    OutputSchema(Map<TopicRole, String> topics) {
        this.topics = new EnumMap<>(topics);
    }

    @Override
    @SuppressWarnings("NullAway") // the partition and the timestamp may be null; Kafka's types do not say so
    public ProducerRecord<byte[], byte[]> serialize(OutputRecord output, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(
                topics.get(output.topic()), null, null, output.key(), output.value(), output.headers());
    }

    /** The sink looks for its open transactions by these topics. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.copyOf(topics.values()))));
    }
}
