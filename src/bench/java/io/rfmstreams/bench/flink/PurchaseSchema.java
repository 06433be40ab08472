package io.rfmstreams.bench.flink;

import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.PurchaseJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records of {@code purchases}. */
final class PurchaseSchema implements KafkaRecordDeserializationSchema<PurchaseElement> {

    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<PurchaseElement> out) {
        String customerId = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        InputRecord decoded = record.value() == null ? null : PurchaseJson.decode(record.value());
        boolean isValid = decoded instanceof InputRecord.Event event
                && !customerId.isEmpty()
                && (event.customerId() == null || event.customerId().equals(customerId));
        out.collect(
                isValid && decoded instanceof InputRecord.Event event
                        ? PurchaseElement.of(customerId, event.event(), record.offset())
                        : PurchaseElement.rejected(customerId, record.value(), record.offset()));
    }

    @Override
    public TypeInformation<PurchaseElement> getProducedType() {
        return SerializedType.ELEMENT;
    }
}
