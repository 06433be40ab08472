package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.Trials;
import io.rfmstreams.rfm.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    @Test
    void shouldWriteWhatJacksonWrites() {
        Trials.run(
                500,
                random -> compare(text(random, Character.MAX_VALUE), number(random), fraction(random), number(random)));
    }

    /** Jackson escapes characters above U+FFFF. The writer encodes them as UTF-8, which reads back as the same text. */
    @Test
    void shouldWriteTextOfAnyPlane() {
        Trials.run(500, random -> {
            // Given
            String text = text(random, Character.MAX_CODE_POINT);

            // When
            byte[] written =
                    new JsonWriter(1).open('{').string("text", text).close('}').toByteArray();

            // Then
            assertThat(read(written).path("text").textValue()).isEqualTo(text);
        });
    }

    @Test
    void shouldWriteTimesAsTheJdkDoes() {
        Trials.run(1_000, random -> {
            long at = random.nextLong(-100_000_000_000_000L, 300_000_000_000_001L);

            assertThat(Timestamps.format(at)).isEqualTo(Instant.ofEpochMilli(at).toString());
            assertThat(Timestamps.format(at / 1000 * 1000))
                    .isEqualTo(Instant.ofEpochMilli(at / 1000 * 1000).toString());
        });
    }

    @Test
    void shouldWriteExtremeValues() {
        for (long units : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, 1, -9_999, 10_000, -10_000, 12_300}) {
            compare("\"\\\b\t\u0000\u001f\u007fé€\n", units, (double) units, units);
        }
        for (double fraction : new double[] {-0.0, 0.0, Double.MIN_VALUE, -Double.MAX_VALUE, 1e7, 1e-3, 0.1, 1 / 3.0}) {
            compare("", 0, fraction, 0);
        }
    }

    private static void compare(String text, long number, double fraction, long units) {
        // When
        byte[] written = new JsonWriter(1)
                .open('{')
                .string("text", text)
                .number("number", number)
                .number("fraction", fraction)
                .money("money", new Money(units))
                .close('}')
                .toByteArray();

        // Then
        assertThat(written).asString(StandardCharsets.UTF_8).isEqualTo(asJacksonDoes(text, number, fraction, units));
    }

    /** Returns characters of every length in UTF-8, with an increased share of characters that JSON escapes. */
    private static String text(Random random, int last) {
        int[] ends = {0x20, 0x80, 0x800, Character.MIN_SURROGATE, last + 1};
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(80); left > 0; left--) {
            int codePoint = random.nextInt(ends[random.nextInt(ends.length)]);
            boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate ? '"' : codePoint);
        }
        return text.toString();
    }

    /** Returns small numbers as often as large ones. */
    private static long number(Random random) {
        return random.nextLong() >> random.nextInt(64);
    }

    private static double fraction(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) && random.nextBoolean() ? any : number(random) / 1_000.0;
    }

    private static JsonNode read(byte[] written) {
        try {
            return new ObjectMapper().readTree(written);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private record Values(String text, long number, double fraction, Money money) {}

    private static String asJacksonDoes(String text, long number, double fraction, long units) {
        try {
            return Json.MAPPER.writeValueAsString(new Values(text, number, fraction, new Money(units)));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
