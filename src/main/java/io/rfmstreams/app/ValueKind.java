package io.rfmstreams.app;

import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ChurnPolicy;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a configuration value may be.
 *
 * @param expected what would be right, for errors and tables
 * @param check throws {@link RuntimeException} for a bad value
 */
public record ValueKind(String expected, Check check) {

    private static final Pattern NAME_PATTERN = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private static final Pattern HOST_PATTERN = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f:.]+\\]?");

    static final ValueKind TEXT = new ValueKind("any text", value -> {});
    static final ValueKind NAME = new ValueKind(
            "letters, digits, '.', '_' and '-'",
            value -> require(NAME_PATTERN.matcher(value).matches()));
    static final ValueKind TOPIC = new ValueKind(
            "letters, digits, '.', '_' and '-', or nothing",
            value -> require(value.isEmpty() || NAME_PATTERN.matcher(value).matches()));
    static final ValueKind HOST = new ValueKind("a host or an address", value -> require(isHost(value)));
    static final ValueKind HOST_AND_PORT = new ValueKind("HOST:PORT, or nothing", value -> {
        int colon = value.lastIndexOf(':');
        require(value.isEmpty()
                || (colon > 0 && isHost(value.substring(0, colon)) && isPort(value.substring(colon + 1))));
    });
    static final ValueKind TOKEN = new ValueKind(
            "visible ASCII characters, or nothing",
            value -> require(value.chars().allMatch(c -> c > ' ' && c < 0x7F)));
    static final ValueKind WINDOW = new ValueKind("'lifetime' or a duration such as P365D", Window::parse);
    static final ValueKind DURATION = new ValueKind(
            "a duration above 0 such as P30D, PT12H or PT0.5S",
            value -> require(Duration.parse(value).toMillis() > 0));
    static final ValueKind SEGMENTS =
            new ValueKind("ranks or ids of segments, comma-separated, or nothing", value -> ChurnPolicy.of(value, 1));
    static final ValueKind INTEGER = new ValueKind("a whole number", Long::parseLong);
    static final ValueKind COUNT =
            new ValueKind("a whole number of at least 1", value -> require(Integer.parseInt(value) >= 1));
    static final ValueKind NATURAL =
            new ValueKind("a whole number of at least 0", value -> require(Integer.parseInt(value) >= 0));
    static final ValueKind BYTES =
            new ValueKind("a number of bytes, at least 0", value -> require(Long.parseLong(value) >= 0));
    static final ValueKind NUMBER = new ValueKind(
            "a number of at least 0",
            value -> require(Double.parseDouble(value) >= 0 && Double.isFinite(Double.parseDouble(value))));

    static final ValueKind SHARE = new ValueKind(
            "a number of 0 to 1", value -> require(Double.parseDouble(value) >= 0 && Double.parseDouble(value) <= 1));

    /** Throws where a value is bad. */
    @FunctionalInterface
    interface Check {
        void check(String value);
    }

    static ValueKind choice(String... choices) {
        return new ValueKind(
                "one of " + String.join(", ", choices),
                value -> require(List.of(choices).contains(value)));
    }

    static ValueKind range(int least, int most) {
        return new ValueKind("a whole number of " + least + " to " + most, value -> {
            int number = Integer.parseInt(value);
            require(number >= least && number <= most);
        });
    }

    /** The same, or one word. */
    ValueKind or(String word) {
        return new ValueKind(expected + ", or " + word, value -> {
            if (!value.equals(word)) {
                check.check(value);
            }
        });
    }

    boolean accepts(String value) {
        try {
            check.check(value);
            return true;
        } catch (RuntimeException bad) {
            return false;
        }
    }

    private static boolean isHost(String value) {
        return HOST_PATTERN.matcher(value).matches();
    }

    private static boolean isPort(String value) {
        int port = Integer.parseInt(value);
        return port >= 1 && port <= 65_535;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }
}
