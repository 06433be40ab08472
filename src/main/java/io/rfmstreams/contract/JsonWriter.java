package io.rfmstreams.contract;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.SegmentRef;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON of profiles, segment changes and churn alerts as UTF-8. It supports objects and arrays of objects,
 * and the caller closes what it opens. The result is that of {@link Json}, except that characters above U+FFFF are
 * UTF-8 instead of two escapes. It takes 0.36 of the CPU time of Jackson's streaming generator for a profile (317
 * instead of 878 ns) and 0.52 for a segment change (1.00 instead of 1.91 µs), see {@code JsonJmh}.
 */
final class JsonWriter {

    private static final int MAX_NUMBER_LENGTH = 26;
    private static final int MAX_BYTES_A_CHAR = 6;
    private static final int UNITS_PER_WHOLE = 10_000;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    JsonWriter(int expected) {
        bytes = new byte[expected];
    }

    JsonWriter open(char bracket) {
        reserve(1);
        bytes[length++] = (byte) bracket;
        return this;
    }

    JsonWriter close(char bracket) {
        return open(bracket);
    }

    /** Starts the next element of an array. */
    JsonWriter next() {
        reserve(1);
        if (bytes[length - 1] != '[') {
            bytes[length++] = ',';
        }
        return this;
    }

    /** Writes the name of a field, which is plain ASCII. */
    JsonWriter field(String name) {
        reserve(name.length() + 4);
        if (bytes[length - 1] != '{') {
            bytes[length++] = ',';
        }
        bytes[length++] = '"';
        ascii(name);
        bytes[length++] = '"';
        bytes[length++] = ':';
        return this;
    }

    JsonWriter string(String name, String value) {
        field(name);
        reserve(MAX_BYTES_A_CHAR * value.length() + 2);
        bytes[length++] = '"';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                rest(value.substring(i));
                break;
            }
            character(c);
        }
        bytes[length++] = '"';
        return this;
    }

    JsonWriter number(String name, long value) {
        field(name);
        reserve(MAX_NUMBER_LENGTH);
        digits(value);
        return this;
    }

    JsonWriter number(String name, double value) {
        return raw(name, NumberOutput.toString(value, true));
    }

    JsonWriter decimal(String name, @Nullable Double value) {
        return value == null ? nothing(name) : number(name, value.doubleValue());
    }

    JsonWriter integer(String name, @Nullable Integer value) {
        return value == null ? nothing(name) : number(name, value.longValue());
    }

    JsonWriter flag(String name, boolean value) {
        return raw(name, String.valueOf(value));
    }

    JsonWriter nothing(String name) {
        return raw(name, "null");
    }

    JsonWriter time(String name, long epochMillis) {
        field(name);
        if (!Timestamps.hasFourDigitYear(epochMillis)) {
            reserve(2);
            bytes[length++] = '"';
            String text = Timestamps.format(epochMillis);
            reserve(text.length() + 1);
            ascii(text);
        } else {
            reserve(Timestamps.MAX_WRITTEN_LENGTH + 2);
            bytes[length++] = '"';
            length = Timestamps.write(epochMillis, bytes, length);
        }
        bytes[length++] = '"';
        return this;
    }

    JsonWriter money(String name, @Nullable Money money) {
        if (money == null) {
            return nothing(name);
        }
        field(name);
        reserve(MAX_NUMBER_LENGTH);
        long units = money.units();
        if (units < 0 && units > -UNITS_PER_WHOLE) {
            bytes[length++] = '-';
        }
        digits(units / UNITS_PER_WHOLE);
        int fraction = (int) Math.abs(units % UNITS_PER_WHOLE);
        if (fraction != 0) {
            bytes[length++] = '.';
            for (int place = UNITS_PER_WHOLE / 10; fraction != 0; place /= 10) {
                bytes[length++] = (byte) ('0' + fraction / place);
                fraction %= place;
            }
        }
        return this;
    }

    JsonWriter rfm(String name, @Nullable Rfm rfm) {
        return rfm == null
                ? nothing(name)
                : field(name)
                        .open('{')
                        .number("recencyDays", rfm.recencyDays())
                        .number("frequency", rfm.frequency())
                        .money("monetary", rfm.monetary())
                        .close('}');
    }

    /** Writes a segment and leaves the object open. */
    JsonWriter segment(String name, SegmentRef segment) {
        return field(name)
                .open('{')
                .string("id", segment.id())
                .string("name", segment.name())
                .integer("rank", segment.rank());
    }

    JsonWriter nextChange(@Nullable NextChange next) {
        return next == null
                ? nothing("nextChange")
                : field("nextChange")
                        .open('{')
                        .string("segment", next.segment())
                        .time("at", next.at())
                        .close('}');
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private JsonWriter raw(String name, String value) {
        field(name);
        reserve(value.length());
        ascii(value);
        return this;
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    /** Writes the rest of a text from the first character that is not ASCII. */
    private void rest(String value) {
        for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
            if (each < 0) {
                bytes[length++] = each;
            } else {
                character((char) each);
            }
        }
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            bytes[length++] = '\\';
            bytes[length++] = (byte) c;
        } else if (c >= ' ') {
            bytes[length++] = (byte) c;
        } else {
            control(c);
        }
    }

    private void control(char c) {
        bytes[length++] = '\\';
        switch (c) {
            case '\b' -> bytes[length++] = 'b';
            case '\t' -> bytes[length++] = 't';
            case '\n' -> bytes[length++] = 'n';
            case '\f' -> bytes[length++] = 'f';
            case '\r' -> bytes[length++] = 'r';
            default -> {
                ascii("u00");
                bytes[length++] = HEX[c >>> 4];
                bytes[length++] = HEX[c & 0xF];
            }
        }
    }

    private void digits(long value) {
        if (value == Long.MIN_VALUE) {
            ascii(Long.toString(value));
            return;
        }
        long rest = Math.abs(value);
        if (value < 0) {
            bytes[length++] = '-';
        }
        int count = 1;
        for (long bound = 10; count < 19 && rest >= bound; bound *= 10) {
            count++;
        }
        for (int place = length + count - 1; place >= length; place--) {
            bytes[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
