package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.topology.SharedRocksMemory;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsConfigurationTest {

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void shouldReadCommittedRecordsOnly(String guarantee) {
        // Given
        Settings settings = new Settings(Configuration.load(Map.of("process.guarantee", guarantee), Map.of(), null));

        // When
        try (SharedRocksMemory memory = new SharedRocksMemory(1 << 20, 1 << 20)) {
            Map<String, Object> consumer =
                    StreamsConfiguration.of(settings, memory).getMainConsumerConfigs("group", "client", 0);

            // Then
            assertThat(consumer).containsEntry("isolation.level", "read_committed");
        }
    }
}
