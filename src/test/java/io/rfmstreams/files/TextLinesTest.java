package io.rfmstreams.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLinesTest {

    private static final String LONG = "x".repeat(TextLines.LIMIT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "a",
                "a\n",
                "a\nb",
                "a\r\nb\r\n\r\n",
                "\ra\rb\n\r\nc\n\n",
                "a\r",
                "\n\r\n\r\r",
                "ü\u2028é\u0085x\n\uD83D\uDE00"
            })
    void shouldEndLinesLikeABufferedReader(String text) throws IOException {
        // Given
        List<String> expected =
                new BufferedReader(new StringReader(text)).lines().toList();

        // When
        List<String> lines = read(new StringReader(text));

        // Then
        assertThat(lines).isEqualTo(expected);
    }

    @Test
    void shouldEndLinesAtEachPositionOfTheBuffer() throws IOException {
        // Given
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            text.append("y".repeat(i % 101)).append(i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\r" : "\n");
        }

        // When
        List<String> lines = read(new StringReader(text.toString()));

        // Then
        assertThat(lines)
                .hasSizeGreaterThan(2_900)
                .isEqualTo(text.toString().lines().toList());
    }

    @Test
    void shouldSkipALineThatIsTooLong() throws IOException {
        // Given
        Reader text = new StringReader("a\n" + LONG + "\r\n" + LONG + "x\r\n" + LONG + LONG + LONG + "\nb\n");

        // When
        List<String> lines = read(text);

        // Then
        assertThat(lines).containsExactly("a", LONG, TextLines.TOO_LONG, TextLines.TOO_LONG, "b");
        assertThat(lines.get(2)).isSameAs(TextLines.TOO_LONG);
    }

    @Test
    void shouldReportAnEndlessLineBeforeItEnds() throws IOException {
        // Given
        Reader endless = new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) {
                buffer[offset] = 'x';
                return 1;
            }

            @Override
            public void close() {}
        };

        // When
        String line = new TextLines(endless).next();

        // Then
        assertThat(line).isSameAs(TextLines.TOO_LONG);
    }

    private static List<String> read(Reader text) throws IOException {
        TextLines reader = new TextLines(text);
        List<String> lines = new ArrayList<>();
        for (String line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        return lines;
    }
}
