package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    private final Path folder;

    ConfigurationTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /**
     * A line of {@code configuration.txt}.
     *
     * @param other a valid value that is not the default
     * @param bad an invalid value; empty if all values are valid
     * @param right the valid values, as the error message describes them
     */
    record KeyExamples(
            String key, String defaultValue, String environmentName, String other, String bad, String right) {

        @Override
        public String toString() {
            return key;
        }
    }

    static Stream<KeyExamples> rows() throws IOException {
        try (var table = Objects.requireNonNull(ConfigurationTest.class.getResourceAsStream("configuration.txt"))) {
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\\|", -1))
                    .map(cells -> new KeyExamples(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]));
        }
    }

    static Stream<KeyExamples> rowsWithABadValue() throws IOException {
        return rows().filter(row -> !row.bad().isEmpty());
    }

    @Test
    void shouldHaveTheseKeysAndDefaults() throws IOException {
        // Given
        Configuration configuration = Configuration.load(Map.of(), Map.of(), null);

        // When
        Stream<String> defaults = ConfigKey.all().stream().map(key -> key.key() + "=" + configuration.text(key));

        // Then
        assertThat(defaults)
                .containsExactlyElementsOf(
                        rows().map(row -> row.key() + "=" + row.defaultValue()).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldReadEveryKeyFromTheCommandLine(KeyExamples row) {
        // When
        Configuration configuration = Configuration.load(Map.of(row.key(), row.other()), Map.of(), null);

        // Then
        assertThat(configuration.text(key(row))).isEqualTo(row.other()).isNotEqualTo(row.defaultValue());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldReadEveryKeyFromTheEnvironment(KeyExamples row) {
        // When
        Configuration configuration = Configuration.load(Map.of(), Map.of(row.environmentName(), row.other()), null);

        // Then
        assertThat(configuration.text(key(row))).isEqualTo(row.other());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldReadEveryKeyFromAFile(KeyExamples row) throws IOException {
        // Given
        Path file = file(row.key() + " = " + row.other());

        // When
        Configuration configuration = Configuration.load(Map.of(), Map.of(), file);

        // Then
        assertThat(configuration.text(key(row))).isEqualTo(row.other());
    }

    @ParameterizedTest
    @MethodSource("rowsWithABadValue")
    void shouldNameTheValidValues(KeyExamples row) {
        // Given
        Map<String, String> overrides = Map.of(row.key(), row.bad());

        // When
        assertThatThrownBy(() -> Configuration.load(overrides, Map.of(), null))

                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(row.key() + "=" + row.bad() + " (given with -D) must be " + row.right());
    }

    @Test
    void shouldNameTheSourceOfAnInvalidValue() throws IOException {
        // Given
        Path file = file("model.k=many");

        // When
        Stream<Throwable> refusals = Stream.of(
                catchThrowable(() -> Configuration.load(Map.of(), Map.of(), file)),
                catchThrowable(() -> Configuration.load(Map.of(), Map.of("RFM_MODEL_K", "few"), null)));

        // Then
        assertThat(refusals)
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "model.k=many (in " + file + ") must be a whole number of 2 to 16, or auto",
                        "model.k=few (in the environment, as RFM_MODEL_K) must be a whole number of 2 to 16, or auto");
    }

    @ParameterizedTest
    @CsvSource({"true,true,true,6", "false,true,true,5", "false,false,true,3", "false,false,false,4"})
    void shouldPreferTheCommandLineThenTheEnvironmentThenTheFile(
            boolean override, boolean variable, boolean line, int expected) throws IOException {
        // Given
        Map<String, String> overrides = override ? Map.of("model.k", "6") : Map.of();
        Map<String, String> environment = variable ? Map.of("RFM_MODEL_K", "5") : Map.of();
        Path file = file(line ? "model.k=3" : "# nothing");

        // When
        Configuration configuration = Configuration.load(overrides, environment, file);

        // Then
        assertThat(configuration.get(ConfigKey.MODEL_K)).hasValue(expected);
    }

    @Test
    void shouldIgnoreSpacesAroundAValue() {
        // When
        Configuration configuration = Configuration.load(Map.of("model.k", " 6 "), Map.of(), null);

        // Then
        assertThat(configuration.get(ConfigKey.MODEL_K)).hasValue(6);
    }

    @Test
    void shouldPreferSetValuesToOtherDefaults() {
        // Given
        Configuration configuration = Configuration.load(Map.of("rfm.clock", "live"), Map.of(), null);

        // When
        Configuration demo =
                configuration.withDefaults(Map.of(ConfigKey.CLOCK, "event", ConfigKey.TOPICS_PARTITIONS, "4"));

        // Then
        assertThat(demo.text(ConfigKey.CLOCK)).isEqualTo("live");
        assertThat(demo.text(ConfigKey.TOPICS_PARTITIONS)).isEqualTo("4");
        assertThat(configuration.text(ConfigKey.TOPICS_PARTITIONS)).isEqualTo("8");
    }

    @Test
    void shouldRejectAnUnknownKeyInEverySource() throws IOException {
        // Given
        Path file = file("rfm.windw=P30D");

        // When
        Stream<Throwable> refusals = Stream.of(
                catchThrowable(() -> Configuration.load(Map.of("rfm.windw", "P30D"), Map.of(), null)),
                catchThrowable(() -> Configuration.load(Map.of(), Map.of("RFM_WINDW", "P30D"), null)),
                catchThrowable(() -> Configuration.load(Map.of(), Map.of(), file)));

        // Then
        assertThat(refusals)
                .hasOnlyElementsOfType(ConfigurationException.class)
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "unknown key rfm.windw (given with -D); did you mean rfm.window?",
                        "unknown key RFM_WINDW (in the environment); did you mean RFM_WINDOW?",
                        "unknown key rfm.windw (in " + file + "); did you mean rfm.window?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http.token.raed", "HTTP_TOKEN_READ_", "secret", "x", "kafak.sasl.jaas.config", "=", ""})
    void shouldNotShowTheValueOfAnUnknownKey(String unknown) throws IOException {
        // Given
        Path file = file(unknown.equals("=") ? "\\== SECRET123" : unknown + " = SECRET123");
        Map<String, String> variable = Map.of("RFM_X" + unknown, "SECRET123");

        // When
        Stream<Throwable> refusals = Stream.of(
                catchThrowable(() -> Configuration.load(Map.of(unknown, "SECRET123"), Map.of(), null)),
                catchThrowable(() -> Configuration.load(Map.of(), variable, null)),
                catchThrowable(() -> Configuration.load(Map.of(), Map.of(), file)));

        // Then
        assertThat(refusals).allSatisfy(refusal -> assertThat(refusal)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("unknown key ")
                .hasMessageNotContaining("SECRET123"));
    }

    @Test
    void shouldShowOnlyKafkaValuesThatAreNotSecret() {
        // Given
        Map<String, String> overrides = Map.of(
                "kafka.security.protocol", "SASL_SSL",
                "kafka.producer.linger.ms", "5",
                "kafka.sasl.jaas.config", "SECRET1",
                "kafka.main.consumer.ssl.key.password", "SECRET2",
                "kafka.ssl.keystore.pasword", "SECRET3",
                "kafka.plugin.token", "SECRET4");

        // When
        String described = Configuration.load(overrides, Map.of(), null).describe();

        // Then
        assertThat(described)
                .isEqualTo("{kafka.main.consumer.ssl.key.password=(hidden), kafka.plugin.token=(hidden),"
                        + " kafka.producer.linger.ms=5, kafka.sasl.jaas.config=(hidden),"
                        + " kafka.security.protocol=SASL_SSL, kafka.ssl.keystore.pasword=(hidden)}");
    }

    @ParameterizedTest
    @CsvSource({
        "window,rfm.window",
        "rfm.clock.mode,rfm.clock",
        "segments.k,model.k",
        "reassignment.poll.interval,process.reassignment.poll.interval",
        "http.token.raed,http.token.read",
        "htpp.port,http.port",
        "topic.dead_letters,topic.dead-letters",
        "Rfm.Window,rfm.window",
        "RFM_HTTP_PORTS,http.port",
        "rfm.model.k,model.k"
    })
    void shouldSuggestSimilarKeys(String unknown, String similar) {
        // Given
        Map<String, String> overrides = Map.of(unknown, "x");

        // When
        assertThatThrownBy(() -> Configuration.load(overrides, Map.of(), null))

                // Then
                .hasMessageEndingWith("; did you mean " + similar + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "e", "", ".", "rfm.", "some.x", "log.level", "rfm", "topics.", "retries", "foo.dir"})
    void shouldSuggestNoKeyIfNoneIsSimilar(String unknown) {
        // Given
        Map<String, String> overrides = Map.of(unknown, "x");

        // When
        assertThatThrownBy(() -> Configuration.load(overrides, Map.of(), null))

                // Then
                .hasMessage("unknown key " + unknown + " (given with -D): docs/configuration.md lists all keys,"
                        + " and kafka.* keys go to the Kafka clients");
    }

    @Test
    void shouldIgnoreOtherEnvironmentVariables() {
        // Given
        Map<String, String> environment = Map.of("PATH", "/bin", "RFMX", "1", "rfm.window", "P1D");

        // When
        Configuration configuration = Configuration.load(Map.of(), environment, null);

        // Then
        assertThat(configuration.text(ConfigKey.WINDOW)).isEqualTo("P365D");
        assertThat(configuration.kafka()).isEmpty();
    }

    @Test
    void shouldPassKafkaKeysFromEverySource() throws IOException {
        // Given
        Map<String, String> overrides = Map.of("kafka.bootstrap.servers", "broker:9093");
        String login =
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\"b=c\";";
        Map<String, String> environment =
                Map.of("RFM_KAFKA_SASL_JAAS_CONFIG", login, "RFM_KAFKA_BOOTSTRAP_SERVERS", "other:9092");
        Path file = file("kafka.security.protocol=SASL_SSL", "kafka.bootstrap.servers=third:9092");

        // When
        Configuration configuration = Configuration.load(overrides, environment, file);

        // Then
        assertThat(configuration.kafka())
                .containsOnly(
                        Map.entry("bootstrap.servers", "broker:9093"),
                        Map.entry("sasl.jaas.config", login),
                        Map.entry("security.protocol", "SASL_SSL"));
    }

    @Test
    void shouldReadAFileAsUtf8() throws IOException {
        // Given
        Path file = file("rfm.currency=€");

        // When
        Configuration configuration = Configuration.load(Map.of(), Map.of(), file);

        // Then
        assertThat(configuration.text(ConfigKey.CURRENCY)).isEqualTo("€");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.properties", "."})
    void shouldNameAnUnreadableFile(String name) {
        // Given
        Path file = folder.resolve(name);

        // When
        assertThatThrownBy(() -> Configuration.load(Map.of(), Map.of(), file))

                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("cannot read the configuration file " + file);
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("rfm.properties"), Arrays.asList(lines));
    }

    private static ConfigKey<?> key(KeyExamples row) {
        return ConfigKey.named(row.key()).orElseThrow();
    }
}
