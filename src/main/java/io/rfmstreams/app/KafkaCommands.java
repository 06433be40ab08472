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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the commands of the REST API to Kafka and waits for the acknowledgement. */
final class KafkaCommands implements AdminCommands, AutoCloseable {

    /** How long a request waits for Kafka at most. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(KafkaCommands.class);

    private final Producer<String, byte[]> producer;
    private final PurchaseTopic purchases;
    private final String models;

    KafkaCommands(Settings settings) {
        producer = settings.kafka().producerWithTimeout(TIMEOUT);
        purchases = new PurchaseTopic(settings);
        models = settings.topics().of(TopicRole.MODELS);
    }

    @Override
    public void erase(CustomerId customerId) {
        write(() -> purchases.erase(customerId.value(), producer), "the tombstone of a customer");
    }

    @Override
    public void activate(int version) {
        ProducerRecord<String, byte[]> alias =
                new ProducerRecord<>(models, ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(version));
        write(
                () -> KafkaFutures.await(producer.send(alias), "write to " + models),
                "the activation of model " + version);
    }

    private static void write(Runnable sending, String what) {
        try {
            sending.run();
        } catch (KafkaUnavailableException unavailable) {
            LOG.warn("Failed to write {}: {}", what, unavailable.getMessage());
            throw new QueryException(QueryError.NOT_WRITTEN, "Kafka did not accept " + what);
        }
    }

    @Override
    public void close() {
        producer.close(TIMEOUT);
    }
}
