package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.rfm.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class JsonWriterTest {

    @Property(tries = 500)
    void shouldWriteWhatJacksonWrites(
            @ForAll String text, @ForAll long number, @ForAll double fraction, @ForAll long units) {
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

    @Property(tries = 1_000)
    void shouldWriteTimesAsTheJdkDoes(
            @ForAll @LongRange(min = -100_000_000_000_000L, max = 300_000_000_000_000L) long at) {
        assertThat(Timestamps.format(at)).isEqualTo(Instant.ofEpochMilli(at).toString());
        assertThat(Timestamps.format(at / 1000 * 1000))
                .isEqualTo(Instant.ofEpochMilli(at / 1000 * 1000).toString());
    }

    @Example
    void shouldWriteTheExtremes() {
        for (long units : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, 1, -9_999, 10_000, -10_000, 12_300}) {
            shouldWriteWhatJacksonWrites("\"\\\b\t\u0000\u001f\u007fé€\n", units, (double) units, units);
        }
    }

    private static String asJacksonDoes(String text, long number, double fraction, long units) {
        return new String(
                Json.object(json -> {
                    json.writeStringField("text", text);
                    json.writeNumberField("number", number);
                    json.writeNumberField("fraction", fraction);
                    Json.money(json, "money", new Money(units));
                }),
                StandardCharsets.UTF_8);
    }
}
