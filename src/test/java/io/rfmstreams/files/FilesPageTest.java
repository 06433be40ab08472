package io.rfmstreams.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.Page;
import io.rfmstreams.contract.RejectionReason;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on input files matches the program. */
class FilesPageTest {

    private static final Page PAGE = Page.of("docs/files.md");

    @Test
    void shouldListTheNamesOfAllColumns() {
        // Given
        List<List<String>> expected = new ArrayList<>();
        for (FileFormat format : FileFormat.values()) {
            for (Column column : Column.values()) {
                if (!format.names(column).isEmpty()) {
                    String names = format.names(column).stream()
                            .map(name -> '`' + name + '`')
                            .collect(Collectors.joining(", "));
                    expected.add(List.of('`' + format.label() + '`', '`' + column.label() + '`', names));
                }
            }
        }

        // Then
        assertThat(PAGE.table("## Columns", "| format | column | names |")).isEqualTo(expected);
    }

    @Test
    void shouldListTheReasons() throws IllegalAccessException {
        // Given
        Set<String> reasons = new TreeSet<>();
        for (Field field : DropReason.class.getDeclaredFields()) {
            if (field.getType() == String.class) {
                reasons.add((String) field.get(null));
            }
        }
        Set<String> known = new TreeSet<>(reasons);
        Arrays.stream(RejectionReason.values()).map(RejectionReason::code).forEach(known::add);

        // When
        List<String> documented = PAGE.names("## Dropped and rejected lines", "| reason | line |");

        // Then
        assertThat(documented).containsAll(reasons).doesNotHaveDuplicates();
        assertThat(known).containsAll(documented);
    }
}
