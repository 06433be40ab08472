package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TopicReaderIT {

    private static final String TOPIC = "outputs";

    @Test
    void shouldWaitForATransactionThatIsOpenAtTheStart() throws Exception {
        // Given
        try (EmbeddedTestBroker broker = new EmbeddedTestBroker()) {
            broker.start();
            KafkaClients kafka = new KafkaClients(Map.of("bootstrap.servers", broker.bootstrapServers()));
            try (Admin admin = kafka.admin();
                    Producer<String, byte[]> producer = kafka.transactionalProducer("writer")) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "key", "value".getBytes(UTF_8)))
                        .get();
                List<String> values = new CopyOnWriteArrayList<>();

                // When
                CompletableFuture<Map<String, Long>> reading = CompletableFuture.supplyAsync(() ->
                        new TopicReader(kafka).read(TOPIC, record -> values.add(new String(record.value(), UTF_8))));
                TimeUnit.SECONDS.sleep(1); // a reader that does not wait has ended by then
                producer.commitTransaction();

                // Then
                assertThat(reading.get(1, TimeUnit.MINUTES)).containsEntry("0", 1L);
                assertThat(values).containsExactly("value");
            }
        }
    }
}
