package io.rfmstreams.app;

import static io.rfmstreams.app.TestDeadLetters.header;
import static io.rfmstreams.app.TestDeadLetters.headers;
import static io.rfmstreams.app.TestDeadLetters.record;
import static io.rfmstreams.app.TestDeadLetters.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRulesTest {

    private static final RetryRules RULES = new RetryRules(Map.of("purchases", 3, "rfm-clock", 3));
    private static final List<Header> HEADERS = headers("wrong-currency", "purchases", "1", "7");

    @Test
    void shouldSendAWholeRecordAgain() {
        // Given
        List<Header> headers = Stream.concat(
                        Stream.of(header("trace", "t1"), header("error", "not ours")),
                        with(HEADERS, "original-headers", "2").stream())
                .toList();
        StoredDeadLetter letter = new StoredDeadLetter(record(40, "ann", "value", headers));

        // When
        var original = letter.original();

        // Then
        assertThat(RULES.obstacle(letter)).isEmpty();
        assertThat(original.topic()).isEqualTo("purchases");
        assertThat(original.partition()).isEqualTo(1);
        assertThat(original.key()).asString().isEqualTo("ann");
        assertThat(original.value()).asString().isEqualTo("value");
        assertThat(original.timestamp()).isNull();
        assertThat(original.headers().toArray()).containsExactly(header("trace", "t1"), header("error", "not ours"));
    }

    @ParameterizedTest
    @CsvSource({
        "original-size,6",
        "original-size,no number",
        "original-key-size,1025",
        "original-headers,1",
    })
    void shouldNotSendATruncatedRecord(String header, String value) {
        // When
        StoredDeadLetter letter = new StoredDeadLetter(record(40, "ann", "value", with(HEADERS, header, value)));

        // Then
        assertThat(RULES.obstacle(letter)).hasValue("truncated; the original record is whole in its topic");
    }

    @ParameterizedTest
    @CsvSource({
        "segment-changes,0,from a topic that the processor does not read",
        "purchases,3,from a partition that no longer exists",
        "purchases,-1,not written by the processor",
        "purchases,one,not written by the processor",
        "purchases,2147483648,not written by the processor",
    })
    void shouldSendToPartitionsOfTheInputTopicsOnly(String topic, String partition, String obstacle) {
        // When
        StoredDeadLetter letter =
                new StoredDeadLetter(record(40, "ann", "value", headers("bad-json", topic, partition, "7")));

        // Then
        assertThat(RULES.obstacle(letter)).hasValue(obstacle);
    }

    @Test
    void shouldNotEraseACustomerAgain() {
        // Given
        List<Header> headers = with(HEADERS, "original-size", "0");

        // When
        StoredDeadLetter letter = new StoredDeadLetter(record(40, "ann", null, headers));

        // Then
        assertThat(RULES.obstacle(letter)).hasValue("an erasure; use the command erase");
    }

    @Test
    void shouldNotSendRecordsOfOtherWriters() {
        // Given
        StoredDeadLetter bare = new StoredDeadLetter(record(40, "ann", "value", List.of()));
        StoredDeadLetter reordered = new StoredDeadLetter(record(
                40,
                "ann",
                "value",
                HEADERS.stream().sorted((a, b) -> b.key().compareTo(a.key())).toList()));

        // Then
        assertThat(List.of(bare, reordered))
                .allSatisfy(letter -> assertThat(RULES.obstacle(letter)).hasValue("not written by the processor"));
    }

    @Test
    void shouldTellMarksFromDeadLetters() {
        // Given
        StoredDeadLetter letter = TestDeadLetters.letter(40, "ann");
        var mark = RetryMark.of(letter);
        Header ofTheRecord = header("retried-offset", "5");

        // Then
        assertThat(mark.topic()).isEqualTo(TestDeadLetters.TOPIC);
        assertThat(mark.partition()).isEqualTo(TestDeadLetters.PARTITION);
        assertThat(mark.key()).asString().isEqualTo("ann");
        assertThat(marked("ann", null, List.of(mark.headers().toArray()))).isEqualTo(letter.position());
        assertThat(marked("ann", "value", List.of(ofTheRecord))).isNull();
        assertThat(marked(
                        "ann",
                        null,
                        Stream.concat(Stream.of(ofTheRecord), HEADERS.stream()).toList()))
                .isNull();
        assertThat(marked("ann", null, List.of(header("retried-offset", "-5")))).isNull();
        assertThat(marked("ann", null, HEADERS)).isNull();
    }

    private static @Nullable RecordPosition marked(String key, @Nullable String value, List<Header> headers) {
        return RetryMark.markedBy(record(41, key, value, headers)).orElse(null);
    }
}
