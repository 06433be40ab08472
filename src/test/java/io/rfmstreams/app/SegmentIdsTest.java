package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentIdsTest {

    private final SegmentationModel model = TestModels.byFrequency(3, 5);
    private final SegmentIds ids = SegmentIds.of(Map.of(3, model));

    @Test
    void shouldAcceptSegmentsOfModels() {
        assertThatCode(() -> model.segments().forEach(segment -> ids.require("--segment", segment.id())))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "unassigned", "inactive"})
    void shouldAcceptReservedSegments(String reserved) {
        assertThatCode(() -> SegmentIds.of(Map.of()).require("--segment", reserved))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"typo", "", "New"})
    void shouldListTheValidIds(String unknown) {
        String first = model.segments().get(0).id();
        String second = model.segments().get(1).id();

        assertThatThrownBy(() -> ids.require("--segment", unknown))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("--segment " + unknown + " is not the id of a segment; the ids are " + first + ", " + second
                        + ", new, unassigned, inactive");
    }
}
