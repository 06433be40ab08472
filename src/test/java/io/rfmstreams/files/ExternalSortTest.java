package io.rfmstreams.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalSortTest {

    private static final int UNBOUNDED = 1 << 30;

    @ParameterizedTest
    @CsvSource({
        "1000, 1073741824, 64", // in memory
        "1000, 20000, 64", // one merge
        "1000, 2000, 2", // many merges
        "1000, 1, 3", // each row is a run
        "0, 1000, 2",
        "1, 1, 2"
    })
    void shouldSortStablyWithinItsMemory(int rows, long memory, int fanIn) {
        // Given
        Random random = new Random(rows + memory);
        List<SortRow> expected = new ArrayList<>();
        try (ExternalSort sort = new ExternalSort(memory, fanIn)) {
            for (int i = 0; i < rows; i++) {
                byte[] key = new byte[random.nextInt(2)];
                random.nextBytes(key);
                byte[] value = ("value " + i).getBytes(UTF_8);
                expected.add(new SortRow(key, value));
                sort.add(key, value);
            }
            expected.sort((left, right) -> Arrays.compareUnsigned(left.key(), right.key()));

            // When
            List<SortRow> once = list(sort.sorted());
            List<SortRow> again = list(sort.sorted());

            // Then
            assertThat(once).isEqualTo(expected);
            assertThat(again).isEqualTo(expected);
            assertThat(sort.count()).isEqualTo(rows);
        }
    }

    @Test
    void shouldSortRowsLargerThanItsBuffers() {
        // Given
        byte[] large = new byte[1_000_000];
        Arrays.fill(large, (byte) 7);
        try (ExternalSort sort = new ExternalSort(1, 2)) {
            sort.add(bytes("b"), large);
            sort.add(bytes("c"), bytes("small"));
            sort.add(bytes("a"), large);

            // When
            List<SortRow> sorted = list(sort.sorted());

            // Then
            assertThat(sorted)
                    .containsExactly(
                            new SortRow(bytes("a"), large),
                            new SortRow(bytes("b"), large),
                            new SortRow(bytes("c"), bytes("small")));
        }
    }

    @Test
    void shouldReadOnWhenItsThreadIsInterrupted() {
        // Given
        try (ExternalSort sort = new ExternalSort(1, 2)) {
            for (int i = 0; i < 100; i++) {
                sort.add(new byte[] {(byte) (i * 37)}, bytes("value"));
            }

            // When
            Thread.currentThread().interrupt();
            List<SortRow> sorted = list(sort.sorted());

            // Then
            assertThat(Thread.interrupted()).isTrue();
            assertThat(sorted).hasSize(100).isSorted();
        }
    }

    @Test
    void shouldLeaveNoFileBehind() throws IOException {
        // Given
        List<Path> before = temporaryFiles();

        // When
        try (ExternalSort sort = new ExternalSort(1, 2)) {
            sort.add(bytes("b"), bytes("1"));
            sort.add(bytes("a"), bytes("2"));
            sort.sorted().next();
        }

        // Then
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @Test
    void shouldRefuseRowsAfterTheSort() {
        try (ExternalSort sort = new ExternalSort(UNBOUNDED, 2)) {
            sort.sorted();
            assertThatThrownBy(() -> sort.add(bytes("a"), bytes("1"))).isInstanceOf(IllegalStateException.class);
        }
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("rfm-streams-sort"))
                    .sorted()
                    .toList();
        }
    }

    private static List<SortRow> list(Iterator<SortRow> rows) {
        List<SortRow> list = new ArrayList<>();
        rows.forEachRemaining(list::add);
        return list;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
