package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.at;
import static io.rfmstreams.topology.TopologyFixture.model;
import static io.rfmstreams.topology.TopologyFixture.rules;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.contract.EventIds;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class SegmentationTopologyTest {

    @Test
    void shouldLeaveCustomersUnassignedBeforeTheFirstModel() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // When
            topology.buy("ann", "1", "12.5", "2025-01-01T10:00:00Z");
            topology.buy("ann", "2", "7.5", "2025-01-03T10:00:00Z");

            // Then
            List<JsonNode> changes = topology.changes();
            assertThat(changes).hasSize(1);
            JsonNode first = changes.get(0);
            assertThat(first.path("eventId").asText())
                    .isEqualTo(EventIds.change("ann", 0, 1).toString());
            assertThat(first.path("reason").asText()).isEqualTo("FIRST_PURCHASE");
            assertThat(first.path("direction").asText()).isEqualTo("NEW");
            assertThat(first.get("from").isNull()).isTrue();
            assertThat(first.path("to").path("id").asText()).isEqualTo("unassigned");
            assertThat(first.path("to").get("rank").isNull()).isTrue();
            JsonNode profile = topology.profiles().get(1);
            assertThat(profile.path("rfm").path("frequency").asInt()).isEqualTo(2);
            assertThat(profile.path("rfm").path("monetary").asText()).isEqualTo("20");
            assertThat(profile.path("updatedAt").asText()).isEqualTo("2025-01-03T10:00:00Z");
        }
    }

    @Test
    void shouldEmitEachMoveWithItsReason() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(model(1, 1.5));

            // When
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.buy("ann", "2", "10", "2025-01-02T11:00:00Z");
            topology.refund("ann", "r2", "2", "10", "2025-01-03T12:00:00Z");

            // Then
            List<JsonNode> changes = topology.changes();
            assertThat(changes)
                    .extracting(change -> change.path("reason").asText())
                    .containsExactly("FIRST_PURCHASE", "PURCHASE", "REFUND");
            assertThat(changes)
                    .extracting(change -> change.path("direction").asText())
                    .containsExactly("NEW", "UP", "DOWN");
            assertThat(changes)
                    .extracting(change -> change.path("sequence").asInt())
                    .containsExactly(1, 2, 3);
            JsonNode up = changes.get(1);
            assertThat(up.path("from").path("since").asText()).isEqualTo("2025-01-01T10:00:00Z");
            assertThat(up.path("before").path("frequency").asInt()).isEqualTo(1);
            assertThat(up.path("rfm").path("frequency").asInt()).isEqualTo(2);
            assertThat(up.path("modelVersion").asInt()).isEqualTo(1);
            assertThat(up.path("explanation").get(1).path("feature").asText()).isEqualTo("frequency");
            assertThat(up.path("explanation").get(1).path("contribution").asDouble())
                    .isEqualTo((2 - 0.5) * (2 - 0.5) - (2 - 2.5) * (2 - 2.5));
            assertThat(up.path("action").asText()).isEqualTo("Look after regular");
        }
    }

    @Test
    void shouldSendChangesAsCloudEventsWithTheWallClock() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // When
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // Then
            TestRecord<String, byte[]> change = topology.read(TopicRole.CHANGES).get(0);
            assertThat(change.key()).isEqualTo("ann");
            assertThat(change.getRecordTime()).isEqualTo(TopologyFixture.WALL);
            assertThat(header(change, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(change, "ce_id"))
                    .isEqualTo(
                            TopologyFixture.json(change.value()).path("eventId").asText());
            assertThat(header(change, "ce_subject")).isEqualTo("ann");
            assertThat(header(change, "ce_time")).isEqualTo("2025-01-01T10:00:00Z");
            assertThat(header(change, "content-type")).isEqualTo("application/json");
        }
    }

    @Test
    void shouldOnlyCountDuplicates() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            var before = topology.customer("ann");
            topology.profiles();

            // When
            topology.buy("ann", "1", "99", "2025-01-05T10:00:00Z");

            // Then
            assertThat(topology.customer("ann")).isEqualTo(before);
            assertThat(topology.profiles()).isEmpty();
            assertThat(topology.count(Counter.DUPLICATES)).isEqualTo(1);
            assertThat(topology.count(Counter.ORDERS)).isEqualTo(1);
            assertThat(topology.progress().now()).isEqualTo(at("2025-01-01T10:00:00Z"));
        }
    }

    @Test
    void shouldKeepCustomersInNewUntilTheirSecondOrder() {
        ColdStart coldStart = new ColdStart(2, Duration.ofDays(30).toMillis());
        try (TopologyFixture topology = new TopologyFixture(rules(ClockMode.EVENT, Window.ofDays(365), coldStart))) {
            // Given
            topology.activate(model(1, 1.5));

            // When
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.buy("ann", "2", "10", "2025-01-02T10:00:00Z");

            // Then
            assertThat(topology.changes())
                    .extracting(change -> change.path("to").path("id").asText())
                    .containsExactly("new", "regular");
        }
    }

    @Test
    void shouldEraseStateAndProfile() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.changes();
            topology.profiles();

            // When
            topology.send("ann".getBytes(UTF_8), null);
            topology.send("nobody".getBytes(UTF_8), null);
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // Then
            List<JsonNode> changes = topology.changes();
            assertThat(changes).hasSize(2);
            assertThat(changes.get(0).path("reason").asText()).isEqualTo("ERASED");
            assertThat(changes.get(0).path("sequence").asInt()).isEqualTo(2);
            assertThat(changes.get(0).size()).isEqualTo(6);
            assertThat(changes.get(1).path("sequence").asInt()).isEqualTo(1);
            assertThat(changes.get(1).path("eventId").asText())
                    .isEqualTo(EventIds.change("ann", 3, 1).toString());
            assertThat(topology.read(TopicRole.PROFILES))
                    .extracting(record -> record.value() == null)
                    .containsExactly(true, false);
            assertThat(topology.count(Counter.CUSTOMERS)).isEqualTo(1);
        }
    }

    private static String header(TestRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
