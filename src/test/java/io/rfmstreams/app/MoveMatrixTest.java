package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.SegmentRef;
import io.rfmstreams.segment.TestModels;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MoveMatrixTest {

    @Test
    void shouldCountChangesByOldAndNewSegment() {
        // Given
        MoveMatrix matrix = new MoveMatrix(Optional.of(TestModels.byFrequency(1, 1.5)));

        // When
        matrix.count(move("{\"id\":\"new\"}", "regular"));
        matrix.count(move("{\"id\":\"regular\"}", "occasional"));
        matrix.count(move("{\"id\":\"regular\"}", "occasional"));
        matrix.count(move("{\"id\":\"bronze\"}", "regular"));
        matrix.count(move("null", "regular"));
        matrix.count("{\"reason\":\"ERASED\"}".getBytes(UTF_8));

        // Then
        assertThat(matrix.segments())
                .extracting(SegmentRef::name)
                .containsExactly("Regular", "Occasional, \"once\"", "New", "other models");
        SegmentRef regular = matrix.segments().get(0);
        SegmentRef occasional = matrix.segments().get(1);
        assertThat(matrix.moves(regular, occasional)).isEqualTo(2);
        assertThat(matrix.moves(occasional, regular)).isZero();
        assertThat(matrix.moves(ReservedSegment.NEW.ref(), regular)).isEqualTo(1);
        assertThat(matrix.moves(matrix.segments().get(3), regular)).isEqualTo(1);
    }

    private static byte[] move(String from, String to) {
        return ("{\"from\":" + from + ",\"to\":{\"id\":\"" + to + "\"}}").getBytes(UTF_8);
    }
}
