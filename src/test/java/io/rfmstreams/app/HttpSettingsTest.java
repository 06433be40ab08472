package io.rfmstreams.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.http.ListeningSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSettingsTest {

    private static HttpSettings settings(Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(Map.of("http.port", "0"));
        all.putAll(overrides);
        return new HttpSettings(Configuration.load(all, Map.of(), null));
    }

    @Test
    void shouldListenOnTheLoopbackAddressByDefault() throws IOException {
        try (ApiAddress address = settings(Map.of()).listen()) {
            assertThat(address.sockets().main().host().isLoopbackAddress()).isTrue();
            assertThat(address.sockets().main().port()).isPositive();
        }
    }

    @Test
    void shouldRejectOtherAddressesWithoutAToken() {
        assertThatThrownBy(() -> settings(Map.of("http.host", "0.0.0.0")).listen())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "http.host=0.0.0.0 would accept requests from other machines without a token: set http.token.read,"
                                + " http.token.admin or both, or http.insecure=true");
    }

    @ParameterizedTest
    @CsvSource({"http.token.read,abc", "http.token.admin,abc", "http.insecure,true"})
    void shouldListenOnOtherAddressesWithATokenOrIfInsecure(String key, String value) throws IOException {
        try (ApiAddress address =
                settings(Map.of("http.host", "0.0.0.0", key, value)).listen()) {
            assertThat(address.sockets().main().host().isAnyLocalAddress()).isTrue();
        }
    }

    @Test
    void shouldReportThatThePortIsInUse() throws IOException {
        try (ApiAddress first = settings(Map.of()).listen()) {
            int port = first.sockets().main().port();
            assertThatThrownBy(() -> settings(Map.of()).listen(port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "cannot listen on 127.0.0.1:" + port + ": Address already in use (http.host, http.port)");
        }
    }

    @Test
    void shouldAdvertiseTheConfiguredOrTheListeningAddress() throws IOException {
        HttpSettings behindProxy = settings(Map.of("http.advertised", "node-1:9000"));
        try (ApiAddress address = behindProxy.listen()) {
            assertThat(behindProxy.advertised(address.sockets().main())).isEqualTo(new HostInfo("node-1", 9_000));
            assertThat(settings(Map.of("http.advertised", "[::1]:9000"))
                            .advertised(address.sockets().main()))
                    .isEqualTo(new HostInfo("::1", 9_000));
            assertThat(settings(Map.of()).advertised(address.sockets().main()))
                    .isEqualTo(
                            new HostInfo("127.0.0.1", address.sockets().main().port()));
        }
    }

    @Test
    void shouldListenForHealthAndMetricsAtTheConfiguredAddress() throws IOException {
        try (ApiAddress address = settings(Map.of("http.health.port", "0")).listen();
                ApiAddress without = settings(Map.of()).listen()) {
            ListeningSocket health = requireNonNull(address.sockets().health());
            assertThat(health.host().isLoopbackAddress()).isTrue();
            assertThat(health.port()).isNotEqualTo(address.sockets().main().port());
            assertThat(without.sockets().health()).isNull();
        }
    }

    @Test
    void shouldRejectOtherHealthAddressesWithoutAToken() {
        HttpSettings settings = settings(Map.of("http.health.port", "0", "http.health.host", "0.0.0.0"));
        assertThatThrownBy(settings::listen)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "http.health.host=0.0.0.0 would accept requests from other machines without a token");
    }

    @Test
    void shouldCloseTheFirstSocketIfTheHealthPortIsInUse() throws IOException {
        try (ListeningSocket taken = ListeningSocket.bind("127.0.0.1", 0)) {
            // Given
            int port = freePort();
            HttpSettings settings = settings(Map.of("http.port", "" + port, "http.health.port", "" + taken.port()));

            // When
            assertThatThrownBy(settings::listen)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("Address already in use (http.health.host, http.health.port)");

            // Then
            try (ListeningSocket main = ListeningSocket.bind("127.0.0.1", port)) {
                assertThat(main.port()).isEqualTo(port);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ListeningSocket any = ListeningSocket.bind("127.0.0.1", 0)) {
            return any.port();
        }
    }

    @Test
    void shouldRejectLimitsThatLeaveNoConnectionForHealth() {
        assertThatThrownBy(() -> settings(Map.of("http.max.connections", "160")).server())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "http.max.connections=160 must be greater than the sum of http.max.concurrent=32 and http.queue.size=128");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,'',http://127.0.0.1:8080",
        "0.0.0.0,'',http://127.0.0.1:8080",
        "'::','',http://127.0.0.1:8080",
        "'::1','',http://[::1]:8080",
        "'[::1]','',http://[::1]:8080",
        "localhost,'',http://localhost:8080",
        "0.0.0.0,node-1:9000,http://node-1:9000",
        "0.0.0.0,[::1]:9000,http://[::1]:9000",
    })
    void shouldReturnTheUrlOfTheRestApi(String host, String advertised, String url) {
        // Given
        HttpSettings settings = settings(Map.of("http.host", host, "http.port", "8080", "http.advertised", advertised));

        // Then
        assertThat(settings.url()).isEqualTo(url);
        assertThat(settings.trust()).isNull();
    }

    @Test
    void shouldUseTheHostNameInTheUrlWithTls(@TempDir Path folder) throws IOException {
        // Given
        Path keyStore = Files.createFile(folder.resolve("server.p12"));
        Map<String, String> configuration =
                Map.of("http.host", "0.0.0.0", "http.port", "8443", "http.tls.keystore", keyStore.toString());

        // Then
        assertThat(settings(configuration).url())
                .isEqualTo("https://" + InetAddress.getLocalHost().getHostName() + ":8443");
    }

    @Test
    void shouldHideTokensAndPasswords() {
        // When
        String description = Configuration.load(
                        Map.of(
                                "http.token.read", "one-secret",
                                "http.token.admin", "two-secret",
                                "http.tls.keystore.password", "three-secret"),
                        Map.of(),
                        null)
                .describe();

        // Then
        assertThat(description).doesNotContain("secret").contains("http.token.read=(hidden)");
    }

    @Test
    void shouldRejectAMissingKeyStore() {
        assertThatThrownBy(() ->
                        settings(Map.of("http.tls.keystore", "nowhere.p12")).server())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("http.tls.keystore=nowhere.p12 must be a readable file");
    }
}
