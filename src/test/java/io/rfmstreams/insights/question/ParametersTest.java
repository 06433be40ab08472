package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.segment.TestModels;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each error names the parameter and what it may be. */
class ParametersTest {

    private static TestTables tables;

    @BeforeAll
    static void fill() {
        tables = new TestTables().model(TestModels.byRecency(1, 30, 100)).customer("a", "fresh", 1, 2, "10");
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            segments    | sort        | size    | BAD_REQUEST     | sort must be one of rank, customers, revenue, valueAtRisk, customersChange7, customersChange30, with - before it for descending, not 'size'
            segments    | limit       | 0       | BAD_REQUEST     | limit must be a whole number of 1 to 10000, not '0'
            segments    | limit       | 1e3     | BAD_REQUEST     | limit must be a whole number of 1 to 10000, not '1e3'
            segments    | offset      | -1      | BAD_REQUEST     | offset must be a whole number of 0 to 1000000000, not '-1'
            segments    | page        | 2       | BAD_REQUEST     | 'page' is no parameter of this question; it has limit, offset, sort
            segments    | limit       | ""      | BAD_REQUEST     | limit must have 1 to 256 characters
            customers   | minMonetary | 1,5     | BAD_REQUEST     | minMonetary must be an amount of 0 to 10^12 with at most 4 decimals, not '1,5'
            slipping    | segment     | froozen | UNKNOWN_SEGMENT | neither a model nor a customer has the segment 'froozen'
            flows       | from        | June    | BAD_REQUEST     | from must be an RFC 3339 timestamp such as 2026-01-31T00:00:00Z, not 'June'
            flows       | reason      | time    | BAD_REQUEST     | reason must be one of FIRST_PURCHASE, PURCHASE, REFUND, TIME, MODEL, not 'time'
            audience    | segment     | fresh   | BAD_REQUEST     | into is required
            look-alikes | id          | nobody  | UNKNOWN_CUSTOMER | the customer is unknown
            """)
    void shouldSayWhatAParameterMayBe(String question, String name, String value, QuestionError error, String detail) {
        // When, Then
        assertThatThrownBy(() -> tables.ask(question, name, value))
                .isInstanceOf(QuestionException.class)
                .hasMessage(detail)
                .extracting(failed -> ((QuestionException) failed).error())
                .isEqualTo(error);
    }
}
