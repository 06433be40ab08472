package io.rfmstreams.app;

import static io.rfmstreams.app.TestDeadLetters.letter;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterFilterTest {

    /** Dead letters with the reason {@code bad-json}, from {@code purchases}, written at 1001, 1002 and 1003. */
    private static final List<StoredDeadLetter> LETTERS = List.of(letter(1, "ann"), letter(2, "bob"), letter(3, "ann"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "-                | -         | -   | -    | -    | 1 2 3",
                "bad-json         | -         | -   | -    | -    | 1 2 3",
                "too-late bad-json| -         | -   | -    | -    | 1 2 3",
                "too-late         | -         | -   | -    | -    | ''",
                "-                | purchases | -   | -    | -    | 1 2 3",
                "-                | rfm-clock | -   | -    | -    | ''",
                "-                | -         | ann | -    | -    | 1 3",
                "-                | -         | -   | 1002 | -    | 2 3",
                "-                | -         | -   | -    | 1002 | 1",
                "bad-json         | purchases | ann | 1002 | 1004 | 3",
            })
    void shouldSelectDeadLettersThatMeetAllCriteria(
            @Nullable String reasons,
            @Nullable String topic,
            @Nullable String customerId,
            @Nullable Long from,
            @Nullable Long to,
            String selected) {
        // Given
        Set<String> codes =
                reasons == null ? Set.of() : Arrays.stream(reasons.split(" ")).collect(Collectors.toSet());
        DeadLetterFilter filter = new DeadLetterFilter(codes, topic, customerId, from, to);

        // When
        String matching = LETTERS.stream()
                .filter(filter::matches)
                .map(letter -> String.valueOf(letter.position().offset()))
                .collect(Collectors.joining(" "));

        // Then
        assertThat(matching).isEqualTo(selected);
    }
}
