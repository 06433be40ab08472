package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentNameTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            Champions,         Champions,       1,  champions
            Champions II,      Champions,       2,  champions-2
            Can't Lose,        Can't Lose,      1,  cant-lose
            At-Risk IV,        At-Risk,         4,  at-risk-4
            Lost / Inactive,   Lost / Inactive, 1,  lost-inactive
            Occasional XVI,    Occasional,      16, occasional-16
            Loyal Customers,   Loyal Customers, 1,  loyal-customers
            """)
    void shouldParseNames(String name, String label, int ordinal, String slug) {
        // When
        SegmentName parsed = SegmentName.parse(name);

        // Then
        assertThat(parsed).isEqualTo(new SegmentName(label, ordinal)).hasToString(name);
        assertThat(parsed.slug()).isEqualTo(slug);
    }
}
