package io.rfmstreams.app;

import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.training.FeatureTransforms;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The type of a configuration value. Kafka parses and hides values by the type that it knows; the validator checks the parsed
 * value, and the conversion gives the value that the program uses.
 *
 * @param type how Kafka parses the text
 * @param validator checks what Kafka has parsed; its text completes the sentence "the value must be …"
 * @param conversion from what Kafka has parsed; throws {@link RuntimeException} for a bad value
 */
record ValueType<T>(ConfigDef.Type type, Validator validator, Function<Object, T> conversion) {

    private static final Pattern NAME_PATTERN = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern HOST_PATTERN = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f:.]+\\]?");
    private static final String NAME_CHARACTERS = "letters, digits, '.', '_' and '-'";
    private static final int MAX_PORT = 65_535;

    static final ValueType<String> NAME = text(NAME_CHARACTERS, ValueType::name);
    static final ValueType<String> PREFIX =
            text(NAME_CHARACTERS + ", or nothing", value -> value.isEmpty() ? value : name(value));
    static final ValueType<Optional<String>> OPTIONAL_NAME =
            text(NAME_CHARACTERS + ", or nothing", value -> optional(value).map(ValueType::name));
    static final ValueType<Optional<String>> OPTIONAL_TEXT = text("any text", ValueType::optional);
    static final ValueType<Optional<Path>> FILE =
            text("any text", value -> optional(value).map(Path::of));
    static final ValueType<String> HOST = text("a host or an address", ValueType::host);
    static final ValueType<Optional<HostInfo>> HOST_AND_PORT =
            text("HOST:PORT, or nothing", value -> optional(value).map(ValueType::hostAndPort));
    static final ValueType<Window> WINDOW = text("'lifetime' or a duration such as P365D", Window::parse);
    static final ValueType<Duration> DURATION =
            text("a duration above 0 such as P30D, PT12H or PT0.5S", ValueType::duration);
    static final ValueType<String> SEGMENTS = text("ranks or ids of segments, comma-separated, or nothing", value -> {
        ChurnPolicy.of(value, 1, 0);
        return value;
    });
    static final ValueType<FeatureTransforms> TRANSFORMS =
            text("identity or log1p, or three of them, comma-separated", FeatureTransforms::parse);
    static final ValueType<Boolean> BOOLEAN = of(ConfigDef.Type.BOOLEAN, "one of true, false", Boolean.class::cast);
    static final ValueType<Long> INTEGER = of(ConfigDef.Type.LONG, "a whole number", Long.class::cast);
    static final ValueType<Integer> COUNT = integer("a whole number of at least 1", 1, Integer.MAX_VALUE);
    static final ValueType<Integer> NATURAL = integer("a whole number of at least 0", 0, Integer.MAX_VALUE);
    static final ValueType<Long> BYTES = bytes(0);
    static final ValueType<Double> NUMBER = decimal("a number of at least 0", Double.MAX_VALUE);
    static final ValueType<Double> SHARE = decimal("a number of 0 to 1", 1);
    static final ValueType<String> SECRET_TEXT = secret("any text", value -> true);
    static final ValueType<String> SECRET_TOKEN = secret(
            "visible ASCII characters, or nothing", value -> value.chars().allMatch(c -> c > ' ' && c < 0x7F));

    static final ValueType<Optional<URI>> URL =
            text("http://HOST:PORT or https://HOST:PORT, or nothing", value -> optional(value)
                    .map(ValueType::url));

    static ValueType<String> choice(String... choices) {
        List<String> all = List.of(choices);
        return text("one of " + String.join(", ", choices), value -> required(value, all.contains(value)));
    }

    /** Returns the type of an enum; values are written in lower case with {@code -} for {@code _}. */
    static <E extends Enum<E>> ValueType<E> constant(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        List<String> names = constants.stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return text("one of " + String.join(", ", names), value -> constants.get(names.indexOf(value)));
    }

    static ValueType<Long> bytes(long least) {
        return of(
                ConfigDef.Type.LONG,
                "a number of bytes, at least " + least,
                value -> required((Long) value, (Long) value >= least));
    }

    static ValueType<Integer> range(int least, int most) {
        return integer("a whole number of " + least + " to " + most, least, most);
    }

    /** Returns the type of a number in a range, or one word that stands for no number. */
    static ValueType<OptionalInt> rangeOr(String word, int least, int most) {
        return text("a whole number of " + least + " to " + most + ", or " + word, value -> {
            if (value.equals(word)) {
                return OptionalInt.empty();
            }
            int number = Integer.parseInt(value);
            return required(OptionalInt.of(number), number >= least && number <= most);
        });
    }

    /**
     * Parses a value.
     *
     * @param key named in the error
     * @throws ConfigException if the value is bad
     */
    T parse(String key, String value) {
        Object parsed = ConfigDef.parseType(key, value, type);
        validator.ensureValid(key, parsed);
        return conversion.apply(parsed);
    }

    /** Returns what a value must be; completes the sentence "the value must be …". */
    String expected() {
        return validator.toString();
    }

    boolean isSecret() {
        return type == ConfigDef.Type.PASSWORD;
    }

    private static <T> ValueType<T> text(String expected, Function<String, T> conversion) {
        return of(ConfigDef.Type.STRING, expected, value -> conversion.apply((String) value));
    }

    private static ValueType<String> secret(String expected, Predicate<String> condition) {
        return of(ConfigDef.Type.PASSWORD, expected, value -> {
            String secret = ((Password) value).value();
            return required(secret, condition.test(secret));
        });
    }

    private static ValueType<Integer> integer(String expected, int least, int most) {
        return of(
                ConfigDef.Type.INT,
                expected,
                value -> required((Integer) value, (Integer) value >= least && (Integer) value <= most));
    }

    private static ValueType<Double> decimal(String expected, double most) {
        return of(
                ConfigDef.Type.DOUBLE,
                expected,
                value -> required((Double) value, (Double) value >= 0 && (Double) value <= most));
    }

    private static <T> ValueType<T> of(ConfigDef.Type type, String expected, Function<Object, T> conversion) {
        Validator validator = LambdaValidator.with(
                (key, value) -> {
                    if (!accepts(conversion, value)) {
                        throw new ConfigException(key + " must be " + expected);
                    }
                },
                () -> expected);
        return new ValueType<>(type, validator, conversion);
    }

    private static <T> boolean accepts(Function<Object, T> conversion, Object value) {
        try {
            return conversion.apply(value) != null;
        } catch (RuntimeException bad) {
            return false;
        }
    }

    private static Optional<String> optional(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static String name(String value) {
        return required(value, NAME_PATTERN.matcher(value).matches());
    }

    private static String host(String value) {
        return required(value, HOST_PATTERN.matcher(value).matches());
    }

    private static HostInfo hostAndPort(String value) {
        int colon = value.lastIndexOf(':');
        String host = host(value.substring(0, colon));
        int port = Integer.parseInt(value.substring(colon + 1));
        return required(new HostInfo(host, port), port >= 1 && port <= MAX_PORT);
    }

    private static URI url(String value) {
        URI url = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        return required(
                url, isHttp && url.getHost() != null && url.getRawPath().isEmpty() && url.getRawQuery() == null);
    }

    private static Duration duration(String value) {
        Duration duration = Duration.parse(value);
        return required(duration, duration.toMillis() > 0);
    }

    private static <T> T required(T value, boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("bad value");
        }
        return value;
    }
}
