package io.rfmstreams.topology;

import static io.rfmstreams.topology.TopologyFixture.model;
import static io.rfmstreams.topology.TopologyFixture.rules;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.topology.ProcessorRules.SliceBudget;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ReassignmentTest {

    private static ProcessorRules inSlicesOf(int customers, Duration time) {
        ProcessorRules usual = rules();
        return new ProcessorRules(
                usual.history(),
                usual.segments(),
                usual.churn(),
                usual.clock(),
                usual.dates(),
                usual.currency(),
                new SliceBudget(Duration.ofMillis(500), Duration.ofMillis(20), customers, time),
                usual.timers());
    }

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

    @Test
    void shouldLogOneLinePerModel() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.rfmstreams.topology");
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // When
            topology.activate(model(1, 1.5));
            topology.advanceWallClock(LONG_ENOUGH);
            topology.activate(model(2, 1.5));
            topology.advanceWallClock(LONG_ENOUGH);

            // Then
            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(
                            "Reassigned all customers of this instance to model 1 (tasks: 1)",
                            "Reassigned all customers of this instance to model 2 (tasks: 1)");
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }
    }

    @Test
    void shouldReassignAllCustomersInSlices() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            IntStream.range(0, 7).forEach(i -> topology.buy("c" + i, "1", "10", "2025-01-01T10:00:00Z"));
            topology.tick("2025-01-02T00:00:00Z");
            topology.changes();

            // When
            topology.activate(model(1, 1.5));
            topology.advanceWallClock(Duration.ofMillis(520));
            List<JsonNode> some = topology.changes();
            double progress = topology.progress().reassignmentProgress();
            topology.advanceWallClock(LONG_ENOUGH);

            // Then
            assertThat(some).hasSizeBetween(1, 4);
            assertThat(progress).isEqualTo(some.size() / 7.0);
            List<JsonNode> rest = topology.changes();
            assertThat(some.size() + rest.size()).isEqualTo(7);
            assertThat(rest).allSatisfy(change -> {
                assertThat(change.path("reason").asText()).isEqualTo("MODEL");
                assertThat(change.path("direction").asText()).isEqualTo("NEW");
                assertThat(change.path("to").path("id").asText()).isEqualTo("occasional");
                assertThat(change.path("occurredAt").asText()).isEqualTo("2025-01-02T00:00:00Z");
                assertThat(change.path("modelVersion").asInt()).isEqualTo(1);
            });
            assertThat(topology.progress().isReassigning()).isFalse();
            assertThat(topology.progress().reassignmentProgress()).isEqualTo(1);
            assertThat(topology.progress().active().modelVersion()).isEqualTo(1);
        }
    }

    @Test
    void shouldReassignACustomerInEachSliceWithoutTime() {
        try (TopologyFixture topology = new TopologyFixture(inSlicesOf(5, Duration.ZERO))) {
            // Given
            IntStream.range(0, 7).forEach(i -> topology.buy("c" + i, "1", "10", "2025-01-01T10:00:00Z"));
            topology.changes();

            // When
            topology.activate(model(1, 1.5));
            topology.advanceWallClock(LONG_ENOUGH);

            // Then
            assertThat(topology.changes()).hasSize(7);
            assertThat(topology.progress().isReassigning()).isFalse();
        }
    }

    @Test
    void shouldReassignACustomerBeforeAPurchase() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.changes();

            // When
            topology.activate(model(1, 1.5));
            topology.buy("ann", "2", "10", "2025-01-05T10:00:00Z");
            topology.advanceWallClock(LONG_ENOUGH);

            // Then
            List<JsonNode> changes = topology.changes();
            assertThat(changes)
                    .extracting(change -> change.path("reason").asText())
                    .containsExactly("MODEL", "PURCHASE");
            assertThat(changes)
                    .extracting(change -> change.path("occurredAt").asText())
                    .containsExactly("2025-01-01T10:00:00Z", "2025-01-05T10:00:00Z");
            assertThat(changes.get(0).path("rfm").path("frequency").asInt()).isEqualTo(1);
        }
    }

    @Test
    void shouldApplyAllActivationsInOrder() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.changes();

            // When two versions and a rollback are activated before the reassignment visits a customer
            topology.activate(model(1, 1.5));
            topology.buy("bob", "1", "10", "2025-01-02T10:00:00Z");
            topology.activate(model(2, 0.5));
            topology.buy("cid", "1", "10", "2025-01-03T10:00:00Z");
            topology.publish(ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(1));
            topology.buy("dan", "1", "10", "2025-01-04T10:00:00Z");
            topology.advanceWallClock(LONG_ENOUGH);

            // Then
            assertThat(topology.changes().stream()
                            .filter(change -> change.path("customerId").asText().equals("ann"))
                            .map(change -> change.path("to").path("id").asText() + " "
                                    + change.path("occurredAt").asText()))
                    .containsExactly(
                            "occasional 2025-01-01T10:00:00Z",
                            "regular 2025-01-02T10:00:00Z",
                            "occasional 2025-01-03T10:00:00Z");
            assertThat(topology.progress().activations()).hasSize(1);
        }
    }

    @Test
    void shouldNotReassignIfTheSameVersionIsActivatedAgain() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(model(1, 1.5));
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.advanceWallClock(LONG_ENOUGH);
            topology.profiles();
            long aliasOffset = topology.progress().active().aliasOffset();

            // When
            topology.publish(ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(1));
            topology.advanceWallClock(LONG_ENOUGH);

            // Then
            assertThat(topology.profiles()).isEmpty();
            assertThat(topology.progress().isReassigning()).isFalse();
            assertThat(topology.progress().active().aliasOffset()).isGreaterThan(aliasOffset);
        }
    }

    @Test
    void shouldWriteAProfileForEachReassignmentWithoutAMove() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(model(1, 1.5));
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");
            topology.changes();
            topology.profiles();

            // When
            topology.activate(model(2, 1.6));
            topology.advanceWallClock(LONG_ENOUGH);

            // Then
            assertThat(topology.changes()).isEmpty();
            assertThat(topology.profiles())
                    .extracting(profile -> profile.path("modelVersion").asInt())
                    .containsExactly(2);
        }
    }

    @Test
    void shouldKeepTheLastValidModelAfterAMalformedOne() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // Given
            topology.activate(model(1, 1.5));

            // When
            topology.publish("v2", "{\"version\":2}".getBytes(UTF_8));
            topology.publish("active", ModelJson.encodeAlias(2));
            topology.publish("v3", ModelJson.encode(model(4, 1)));
            topology.publish("vx", ModelJson.encode(model(5, 1)));
            topology.publish("active", "7".getBytes(UTF_8));
            topology.buy("ann", "1", "10", "2025-01-01T10:00:00Z");

            // Then
            assertThat(topology.models().refused()).isEqualTo(5);
            assertThat(topology.models().activeVersion().version()).isEqualTo(1);
            assertThat(topology.changes().get(0).path("modelVersion").asInt()).isEqualTo(1);
        }
    }

    @Test
    void shouldAcceptAnAliasThatArrivesBeforeItsVersion() {
        try (TopologyFixture topology = new TopologyFixture(rules())) {
            // When
            topology.publish(ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(1));
            topology.publish(ModelJson.key(1), ModelJson.encode(model(1, 1.5)));

            // Then
            assertThat(topology.models().activeVersion().version()).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseAModelForAnotherWindow() {
        try (TopologyFixture topology = new TopologyFixture(rules(
                ProcessorRules.ClockMode.EVENT,
                io.rfmstreams.rfm.Window.LIFETIME,
                new io.rfmstreams.segment.ColdStart(1, 0)))) {
            // When
            topology.activate(model(1, 1.5));

            // Then
            assertThat(topology.models().activeVersion().version()).isZero();
            assertThat(topology.models().refused()).isEqualTo(2);
            assertThat(topology.read(TopicRole.CHANGES)).isEmpty();
        }
    }
}
