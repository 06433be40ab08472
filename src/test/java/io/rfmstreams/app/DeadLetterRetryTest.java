package io.rfmstreams.app;

import static io.rfmstreams.app.TestDeadLetters.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeadLetterRetryTest {

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final DeadLetterRetry retry = new DeadLetterRetry(producer);

    @Test
    void shouldSendARecordAndItsMarkInOneTransaction() {
        // When
        retry.add(letter(40, "ann"));
        retry.add(letter(41, "bob"));
        List<ProducerRecord<byte[], byte[]>> before = producer.history();
        retry.commit();

        // Then
        assertThat(before).isEmpty();
        assertThat(producer.history())
                .extracting(record -> record.topic() + "-" + record.partition())
                .containsExactly("purchases-1", "rfm-dead-letters-2", "purchases-1", "rfm-dead-letters-2");
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(retry.committed()).isEqualTo(2);
    }

    @Test
    void shouldCommitWhenABatchIsFull() {
        // When
        for (int offset = 0; offset < DeadLetterRetry.BATCH_SIZE + 1; offset++) {
            retry.add(letter(offset, "ann"));
        }

        // Then
        assertThat(retry.committed()).isEqualTo(DeadLetterRetry.BATCH_SIZE);
        assertThat(producer.history()).hasSize(2 * DeadLetterRetry.BATCH_SIZE);
    }

    @Test
    void shouldStopWhenAnotherRetryHasStarted() {
        // Given
        retry.add(letter(40, "ann"));
        retry.commit();
        retry.add(letter(41, "bob"));
        producer.commitTransactionException = new ProducerFencedException("fenced");

        // When
        assertThatThrownBy(retry::commit)

                // Then
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessage("stopped after 1 dead letters: another retry has started and fenced this one."
                        + " Run the command again for the others; none is sent twice");
        assertThat(producer.history()).hasSize(2);
    }
}
