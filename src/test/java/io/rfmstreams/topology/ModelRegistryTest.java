package io.rfmstreams.topology;

import static io.rfmstreams.segment.TestModels.byFrequency;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.ModelRegistry.ActiveVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRegistryTest {

    private final ModelRegistry registry = new ModelRegistry(Window.ofDays(365));
    private long offset;

    @Test
    void shouldForgetADeletedVersion() {
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
    void shouldTakeADeletedVersionAnew() {
        // Given
        publish(byFrequency(1, 1.5));
        registry.accept("v1", null, offset++);

        // When
        publish(byFrequency(1, 2.5));

        // Then
        assertThat(registry.model(1)).hasValue(byFrequency(1, 2.5));
    }

    @Test
    void shouldKeepTheActiveVersionWhoeverDeletesIt() {
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
    void shouldActivateAVersionThatComesAfterItsAlias() {
        // When
        activate(3);
        publish(byFrequency(2, 1.5));
        publish(byFrequency(3, 2.5));

        // Then
        assertThat(registry.activeVersion()).isEqualTo(new ActiveVersion(3, 0));
    }

    @Test
    void shouldStayWithTheLastGoodModelWhereTheAliasNamesADeletedOne() {
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
