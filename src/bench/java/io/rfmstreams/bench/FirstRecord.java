package io.rfmstreams.bench;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Reports the first poll that returns purchases. It is in the consumers of all engines, so that their clocks start alike. */
public final class FirstRecord implements ConsumerInterceptor<Object, Object> {

    /** The configuration key of the program for the class. */
    static final String CONFIGURED = "kafka.main.consumer.interceptor.classes";

    private boolean seen;

    @Override
    public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
        if (!seen
                && !records.isEmpty()
                && isOfPurchases(records.iterator().next().topic())) {
            seen = true;
            EngineMain.report(EngineMain.FIRST);
        }
        return records;
    }

    private static boolean isOfPurchases(String topic) {
        return topic.startsWith(Arena.PURCHASES);
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
