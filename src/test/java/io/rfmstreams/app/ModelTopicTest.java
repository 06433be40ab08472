package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.app.ModelTopic.Models;
import io.rfmstreams.segment.ModelLimits;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTopicTest {

    @ParameterizedTest
    @CsvSource({
        "1 2 3 4 5, 5, 3, 1 2 3",
        "1 2 3 4 5, 5, 1, 1 2 3 4",
        "1 2 3 4 5, 2, 3, 1 3",
        "1 2 3 4 5, 0, 2, 1 2 3 4",
        "1 2 3 4 5, 5, 6, ''",
        "1 2 3 4 5, 5, 100, ''",
        "3 700000000, 700000000, 1, 3",
        "'', 0, 1, ''",
    })
    void shouldKeepTheNewestVersionsAndTheActiveOne(String versions, int active, int keep, String superseded) {
        // When
        var deleted = models(versions, active).superseded(keep);

        // Then
        assertThat(String.join(" ", deleted.stream().map(String::valueOf).toList()))
                .isEqualTo(superseded);
    }

    @Test
    void shouldIncrementTheHighestVersion() {
        assertThat(models("", 0).nextVersion()).isEqualTo(1);
        assertThat(models("3 8", 3).nextVersion()).isEqualTo(9);
    }

    @Test
    void shouldReportThatNoHigherVersionIsAllowed() {
        assertThatThrownBy(() -> models("1 " + ModelLimits.MAX_VERSION, 1).nextVersion())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("delete it with a tombstone for key v1000000000");
    }

    private static Models models(String versions, int active) {
        TreeSet<Integer> numbers = new TreeSet<>();
        Arrays.stream(versions.split(" "))
                .filter(version -> !version.isEmpty())
                .forEach(version -> numbers.add(Integer.valueOf(version)));
        return new Models(new TreeMap<>(), active == 0 ? OptionalInt.empty() : OptionalInt.of(active), numbers);
    }
}
