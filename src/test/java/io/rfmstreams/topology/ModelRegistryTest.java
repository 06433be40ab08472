package io.rfmstreams.topology;

import static io.rfmstreams.segment.TestModels.byFrequency;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.ModelRegistry.ActiveVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ModelRegistryTest {

    private final ModelRegistry registry = new ModelRegistry(Window.ofDays(365), ChurnPolicy.of("1", 1, 0));
    private long offset;

    @Test
    void shouldRemoveADeletedVersion() {
        // Given
        publish(byFrequency(1, 1.5));
        publish(byFrequency(2, 2.5));
        activate(2);

        // When
        boolean kept = registry.accept("v1", null, offset++);

        // Then
        assertThat(kept).isTrue();
        assertThat(registry.model(1)).isEmpty();
        assertThat(registry.all()).extracting(SegmentationModel::version).containsExactly(2);
        assertThat(registry.active().map(SegmentationModel::version)).hasValue(2);
        assertThat(registry.refused()).isZero();
    }

    @Test
    void shouldAcceptADeletedVersionAgain() {
        // Given
        publish(byFrequency(1, 1.5));
        registry.accept("v1", null, offset++);

        // When
        publish(byFrequency(1, 2.5));

        // Then
        assertThat(registry.model(1)).hasValue(byFrequency(1, 2.5));
    }

    @Test
    void shouldRefuseToDeleteTheActiveVersion() {
        // Given
        publish(byFrequency(1, 1.5));
        activate(1);

        // When
        boolean kept = registry.accept("v1", null, offset++);

        // Then
        assertThat(kept).isFalse();
        assertThat(registry.active().map(SegmentationModel::version)).hasValue(1);
        assertThat(registry.refused()).isEqualTo(1);
    }

    @Test
    void shouldActivateAVersionThatArrivesAfterItsAlias() {
        // When
        activate(3);
        publish(byFrequency(2, 1.5));
        publish(byFrequency(3, 2.5));

        // Then
        assertThat(registry.activeVersion()).isEqualTo(new ActiveVersion(3, 0));
    }

    @Test
    void shouldKeepTheLastValidModelIfTheAliasNamesADeletedOne() {
        // Given
        publish(byFrequency(1, 1.5));
        publish(byFrequency(2, 2.5));
        activate(2);
        registry.accept("v1", null, offset++);

        // When
        activate(1);

        // Then
        assertThat(registry.activeVersion().version()).isEqualTo(2);
        assertThat(registry.refused()).isEqualTo(1);
    }

    @Test
    void shouldWarnOfUnknownWatchedIdsAtEachActivation() {
        Logger logger = (Logger) LoggerFactory.getLogger(ModelRegistry.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            // Given
            ModelRegistry watching = new ModelRegistry(Window.ofDays(365), ChurnPolicy.of("regular,vip", 1, 0));
            watching.accept("v1", ModelJson.encode(byFrequency(1, 1.5)), 0);
            watching.accept("v2", ModelJson.encode(byFrequency(2, 1.5)), 1);

            // When
            watching.accept(ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(1), 2);
            watching.accept(ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(2), 3);

            // Then
            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(
                            "alerts.watch names segments that the active model 1 does not have: vip; it has regular, occasional",
                            "alerts.watch names segments that the active model 2 does not have: vip; it has regular, occasional");
        } finally {
            logger.detachAppender(lines);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v01", "v+1", "v2147483647", "1", "v", "latest", "v1\u001b[2J"})
    void shouldRefuseAnyOtherKey(String key) {
        // Given
        publish(byFrequency(1, 1.5));

        // When
        boolean taken = registry.accept(key, ModelJson.encode(byFrequency(1, 1.5)), offset++);
        boolean removed = registry.accept(key, null, offset++);

        // Then
        assertThat(taken).isFalse();
        assertThat(removed).isFalse();
        assertThat(registry.model(1)).isPresent();
    }

    private void publish(SegmentationModel model) {
        registry.accept(ModelJson.key(model.version()), ModelJson.encode(model), offset++);
    }

    private void activate(int version) {
        registry.accept(ModelJson.ACTIVE_KEY, ModelJson.encodeAlias(version), offset++);
    }
}
