package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets that are set by the name of a file. */
class SecretFilesTest {

    private final Path folder;

    SecretFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    static Stream<ConfigKey<?>> secrets() {
        return ConfigKey.all().stream().filter(ConfigKey::isSecret);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void shouldReadEverySecretFromAFile(ConfigKey<?> secret) throws IOException {
        // Given
        Path file = file("from-a-file\n");
        Path properties = Files.writeString(folder.resolve("rfm.properties"), secret.key() + ".file=" + file);

        // When
        Stream<Configuration> configurations = Stream.of(
                Configuration.load(Map.of(secret.key() + ".file", file.toString()), Map.of(), null),
                Configuration.load(Map.of(), Map.of(secret.environmentName() + "_FILE", file.toString()), null),
                Configuration.load(Map.of(), Map.of(), properties));

        // Then
        assertThat(configurations).hasSize(3).allSatisfy(configuration -> {
            assertThat(configuration.get(secret)).isEqualTo("from-a-file");
            assertThat(configuration.describe()).isEqualTo("{" + secret.key() + "=(hidden)}");
        });
    }

    @Test
    void shouldReadKafkaSecretsFromFiles() throws IOException {
        // Given
        Path file = file("  a login;\r\n");
        Map<String, String> overrides = Map.of("kafka.producer.ssl.key.password.file", file.toString());
        Map<String, String> environment = Map.of("RFM_KAFKA_SASL_JAAS_CONFIG_FILE", file.toString());

        // When
        Configuration configuration = Configuration.load(overrides, environment, null);

        // Then
        assertThat(configuration.kafka())
                .containsOnly(
                        Map.entry("sasl.jaas.config", "a login;"), Map.entry("producer.ssl.key.password", "a login;"));
    }

    @Test
    void shouldPassKafkaKeysForFilesUnchanged() {
        // Given
        Map<String, String> overrides = Map.of("kafka.sasl.oauthbearer.assertion.private.key.file", "/key.pem");

        // When
        Configuration configuration = Configuration.load(overrides, Map.of(), null);

        // Then
        assertThat(configuration.kafka())
                .containsOnly(Map.entry("sasl.oauthbearer.assertion.private.key.file", "/key.pem"));
    }

    @ParameterizedTest
    @CsvSource({
        "http.token.read,http.token.read.file,plain",
        "http.token.read.file,http.token.read,from-a-file",
    })
    void shouldPreferTheHigherSourceWithAndWithoutFile(String override, String line, String expected)
            throws IOException {
        // Given
        Path file = file("from-a-file");
        Map<String, String> values = Map.of("http.token.read", "plain", "http.token.read.file", file.toString());
        Path properties = Files.writeString(folder.resolve("rfm.properties"), line + "=" + values.get(line));

        // When
        Configuration configuration =
                Configuration.load(Map.of(override, String.valueOf(values.get(override))), Map.of(), properties);

        // Then
        assertThat(configuration.get(ConfigKey.HTTP_TOKEN_READ)).isEqualTo(expected);
    }

    @Test
    void shouldNotReadAFileThatAHigherSourceOverrides() {
        // Given
        Map<String, String> environment = Map.of("RFM_HTTP_TOKEN_READ_FILE", "/nowhere/token");

        // When
        Configuration configuration = Configuration.load(Map.of("http.token.read", "plain"), environment, null);

        // Then
        assertThat(configuration.get(ConfigKey.HTTP_TOKEN_READ)).isEqualTo("plain");
    }

    @Test
    void shouldRejectASecretThatASourceSetsTwice() {
        // Given
        Map<String, String> both = new HashMap<>();
        both.put("RFM_HTTP_TOKEN_READ", "SECRET123");
        both.put("RFM_HTTP_TOKEN_READ_FILE", "/run/secrets/token");

        // When
        assertThatThrownBy(() -> Configuration.load(Map.of(), both, null))

                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("http.token.read and http.token.read.file are both set (in the environment):"
                        + " set only one of them");
    }

    @Test
    void shouldRejectAFileForAKeyThatIsNotSecret() {
        // Given
        Map<String, String> overrides = Map.of("http.port.file", "/run/port");

        // When
        assertThatThrownBy(() -> Configuration.load(overrides, Map.of(), null))

                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("unknown key http.port.file (given with -D)");
    }

    @Test
    void shouldRejectAMissingFile() {
        // Given
        Path missing = folder.resolve("missing");
        Map<String, String> environment = Map.of("RFM_HTTP_TOKEN_READ_FILE", missing.toString());

        // When
        assertThatThrownBy(() -> Configuration.load(Map.of(), environment, null))

                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("http.token.read.file=" + missing
                        + " (in the environment, as RFM_HTTP_TOKEN_READ_FILE) cannot be read: it does not exist");
    }

    @Test
    void shouldRejectAnEmptyFile() throws IOException {
        // Given
        Path file = file("\n");
        Map<String, String> overrides = Map.of("http.token.read.file", file.toString());

        // When
        assertThatThrownBy(() -> Configuration.load(overrides, Map.of(), null))

                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("http.token.read.file=" + file + " (given with -D) cannot be read: it is empty");
    }

    @Test
    void shouldRejectAFileThatIsTooLargeOrNotText() throws IOException {
        // Given
        Path large = Files.write(folder.resolve("large"), new byte[1 << 20]);
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0x41});

        // When
        assertThatThrownBy(() -> Configuration.load(Map.of("http.token.read.file", large.toString()), Map.of(), null))

                // Then
                .hasMessageEndingWith("cannot be read: it is larger than 65536 bytes");
        assertThatThrownBy(() -> Configuration.load(Map.of("http.token.read.file", binary.toString()), Map.of(), null))
                .hasMessageEndingWith("cannot be read: it is not UTF-8");
    }

    @Test
    void shouldHideAnInvalidSecretFromAFile() throws IOException {
        // Given
        Path file = file("two SECRETS");
        Map<String, String> overrides = Map.of("http.token.read.file", file.toString());

        // When
        assertThatThrownBy(() -> Configuration.load(overrides, Map.of(), null))

                // Then
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("http.token.read=(hidden) (in " + file + ") must be visible ASCII characters, or nothing");
    }

    private Path file(String content) throws IOException {
        return Files.write(folder.resolve("secret"), content.getBytes(StandardCharsets.UTF_8));
    }
}
