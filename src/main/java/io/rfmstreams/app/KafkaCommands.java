package io.rfmstreams.app;

import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.query.AdminCommands;
import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QueryException;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the commands of the REST API to Kafka and waits for the acknowledgement. */
final class KafkaCommands implements AdminCommands, AutoCloseable {

    /** How long a request waits for Kafka at most. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(KafkaCommands.class);

    private final Producer<String, byte[]> producer;
    private final String purchases;
    private final String models;

    KafkaCommands(Settings settings) {
        producer = settings.kafka().producerWithTimeout(TIMEOUT);
        purchases = settings.topics().of(TopicRole.PURCHASES);
        models = settings.topics().of(TopicRole.MODELS);
    }

    @Override
    public void erase(CustomerId customerId) {
        write(purchases, customerId.value(), null, "the tombstone of a customer");
    }

    @Override
    public void activate(int version) {
        write(models, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(version), "the activation of model " + version);
    }

    @SuppressWarnings("NullAway") // the value of a record can be null; Kafka's type does not declare it
    private void write(String topic, String key, byte @Nullable [] value, String what) {
        try {
            KafkaFutures.await(producer.send(new ProducerRecord<>(topic, key, value)), "write to " + topic);
        } catch (KafkaUnavailableException unavailable) {
            LOG.warn("Failed to write {} to topic {}: {}", what, topic, unavailable.getMessage());
            throw new QueryException(QueryError.NOT_WRITTEN, "Kafka did not accept " + what);
        }
    }

    @Override
    public void close() {
        producer.close(TIMEOUT);
    }
}
