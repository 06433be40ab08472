package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

class StateStoreFaultTest {

    @Test
    void shouldRecognizeAFailureOfTheLocalState() {
        assertThat(StateStoreFault.isCauseOf(new StreamsException(
                        new ProcessorStateException("Error opening store", new RocksDBException("checksum mismatch")))))
                .isTrue();
    }

    @Test
    void shouldNotRecognizeOtherFailures() {
        assertThat(StateStoreFault.isCauseOf(new StreamsException(new IllegalStateException("a bug"))))
                .isFalse();
    }
}
