package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void shouldSizeColumnsByTheirWidestCell() {
        // Given
        TextTable table =
                new TextTable("segment", "customers").row("Champions", "many").row("Lost", "a few");

        // When
        List<String> lines = print(table);

        // Then
        assertThat(lines)
                .containsExactly("segment    customers", "--------------------", "Champions  many", "Lost       a few");
    }

    @Test
    void shouldRightAlignNumbers() {
        // Given
        TextTable table = new TextTable("customers", "share", "change", "note")
                .row("1,200", "70.5%", -1, "1a")
                .row(7, "5%", "+12", "2")
                .row("", "", "", "");

        // When
        List<String> lines = print(table);

        // Then
        assertThat(lines)
                .containsExactly(
                        "customers  share  change  note",
                        "------------------------------",
                        "    1,200  70.5%      -1  1a",
                        "        7     5%     +12  2",
                        "");
    }

    @Test
    void shouldPrintAHeaderWithoutRows() {
        // When
        List<String> lines = print(new TextTable("version", "segments"));

        // Then
        assertThat(lines).containsExactly("version  segments", "-----------------");
    }

    @Test
    void shouldEscapeControlCharactersInCells() {
        // Given
        TextTable table = new TextTable("name", "n").row("a\n\u001b[2Jb", "1").row("\u202eevil", "2");

        // When
        List<String> lines = print(table);

        // Then
        assertThat(lines)
                .containsExactly(
                        "name               n", "-".repeat(20), "a\\u000a\\u001b[2Jb  1", "\\u202eevil         2");
    }

    private static List<String> print(TextTable table) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text));
        return text.toString().lines().toList();
    }
}
