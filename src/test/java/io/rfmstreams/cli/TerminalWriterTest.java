package io.rfmstreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalWriterTest {

    private final StringWriter terminal = new StringWriter();
    private final PrintWriter out = new TerminalWriter(terminal, false);

    @Test
    void shouldEscapeControlCharactersExceptLineFeedsAndTabs() {
        // Given
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0xA1; c++) {
            all.append(c);
        }

        // When
        out.print(all);
        out.printf("%s", "\u001b]0;title\u0007");
        out.append('\u009b').append("\r", 0, 1);
        out.write("x\u001b[2Jx".toCharArray(), 1, 4);
        out.flush();

        // Then
        assertThat(terminal.toString().chars().filter(Character::isISOControl)).containsExactly((int) '\t', (int) '\n');
        assertThat(terminal.toString())
                .contains("\\u0000", "\\u007f\\u0080", "\\u001b]0;title\\u0007\\u009b\\u000d\\u001b[2J");
    }

    @Test
    void shouldWriteOtherTextUnchanged() {
        // Given
        String text = "Zoë's café: 5 €, 日本, \uD83D\uDE00 \\u001b \"=1\"";

        // When
        out.println(text);
        out.flush();

        // Then
        assertThat(terminal).hasToString(text + System.lineSeparator());
    }

    @Test
    void shouldRestartALineOnlyByTheMethod() {
        // When
        TerminalWriter.restartLine(out);
        out.print("50 %\r");
        out.flush();

        // Then
        assertThat(terminal).hasToString("\r50 %\\u000d");
    }

    @Test
    void shouldEscapeLineBreaksAndDirectionCharacters() {
        assertThat(TerminalWriter.visible("a\nb\tc\u001bd\u202ee\u2066f\u2028g é"))
                .isEqualTo("a\\u000ab\\u0009c\\u001bd\\u202ee\\u2066f\\u2028g é");
    }
}
