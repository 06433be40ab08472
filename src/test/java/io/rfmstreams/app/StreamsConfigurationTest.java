package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.topology.SharedRocksMemory;
import java.util.Map;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsConfigurationTest {

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void shouldReadCommittedRecordsOnly(String guarantee) {
        // When
        Map<String, Object> consumer =
                config(Map.of("process.guarantee", guarantee)).getMainConsumerConfigs("group", "client", 0);

        // Then
        assertThat(consumer).containsEntry("isolation.level", "read_committed");
    }

    @Test
    void shouldLeaveTheGroupAtAStop() {
        // Then
        assertThat(StreamsConfiguration.membershipAtStop(config(Map.of())))
                .isEqualTo(GroupMembershipOperation.LEAVE_GROUP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.group.instance.id",
                "kafka.consumer.group.instance.id",
                "kafka.main.consumer.group.instance.id"
            })
    void shouldStayInTheGroupAtAStopOfAStaticMember(String key) {
        // Then
        assertThat(StreamsConfiguration.membershipAtStop(config(Map.of(key, "instance-1"))))
                .isEqualTo(GroupMembershipOperation.REMAIN_IN_GROUP);
    }

    private static StreamsConfig config(Map<String, String> overrides) {
        Settings settings = new Settings(Configuration.load(overrides, Map.of(), null));
        try (SharedRocksMemory memory = new SharedRocksMemory(1 << 20, 1 << 20)) {
            return StreamsConfiguration.of(settings, memory);
        }
    }
}
