package io.rfmstreams.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.Trials;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "2010-12-01T08:26:00Z, 2010-12-01T08:26:00Z",
        "2010-12-01t08:26:00z, 2010-12-01T08:26:00Z",
        "2010-12-01T08:26:00.5+01:30, 2010-12-01T06:56:00.500Z",
        "2010-12-01T08:26:00.1239-05:00, 2010-12-01T13:26:00.123Z",
        "2024-02-29T23:59:59.999Z, 2024-02-29T23:59:59.999Z",
        "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z"
    })
    void shouldReadAnyOffsetAndWriteUtc(String in, String out) {
        assertThat(Timestamps.format(Timestamps.parse(in))).isEqualTo(out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2010-12-01",
                "2010-12-01T08:26:00",
                "2010-12-01 08:26:00Z",
                "2010-12-01T08:26Z",
                "2010-12-01T08:26:00.Z",
                "2010-12-01T08:26:00+01",
                "2010-12-01T08:26:00+0100",
                "2010-12-01T08:26:00Zx",
                "2010-13-01T08:26:00Z",
                "2010-02-30T08:26:00Z",
                "2010-12-01T24:00:00Z",
                "2010-12-01T08:26:60Z",
                "2010-12-01T08:26:00+24:00",
                "+010-12-01T08:26:00Z",
                "٢٠١٠-12-01T08:26:00Z",
                "yesterday at about four"
            })
    void shouldRejectTextThatIsNotRfc3339(String text) {
        assertThatThrownBy(() -> Timestamps.parse(text))
                .isInstanceOfSatisfying(InvalidFieldException.class, invalid -> assertThat(invalid.reason())
                        .isEqualTo(RejectionReason.BAD_DATE));
    }

    @Test
    void shouldAgreeWithTheJdk() {
        Trials.run(1_000, random -> {
            // Given
            long millis = random.nextLong(-60_000_000_000_000L, 250_000_000_000_001L);
            int offsetMinutes = random.nextInt(-1_079, 1_080);
            OffsetDateTime time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
            String seconds = time.toLocalDateTime().withNano(0).toString();
            String full = (seconds.length() == 16 ? seconds + ":00" : seconds)
                    + String.format(".%03d", time.getNano() / 1_000_000)
                    + time.getOffset();
            if (time.getYear() >= 0 && time.getYear() <= 9999) {
                assertThat(Timestamps.parse(full)).isEqualTo(millis);
            }
        });
    }
}
