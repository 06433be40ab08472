package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCellTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "``|``",
                "a,b|\"a,b\"",
                "a\"b|\"a\"\"b\"",
                "it's|it's",
                "a=b|a=b",
                "=1+1|'=1+1",
                "+49 30|'+49 30",
                "-5|'-5",
                "@SUM(A1)|'@SUM(A1)",
                "=HYPERLINK(\"http://x\",\"y\")|\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
            })
    void shouldEscapeFormulas(String text, String cell) {
        assertThat(CsvCell.text(text)).isEqualTo(cell);
    }

    @Test
    void shouldEscapeALeadingTabAndQuoteLineBreaks() {
        assertThat(CsvCell.text("\t=1")).isEqualTo("'\t=1");
        assertThat(CsvCell.text("a\nb\rc")).isEqualTo("\"a\nb\rc\"");
    }
}
