package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSettingsTest {

    private static HttpSettings settings(Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(Map.of("http.port", "0"));
        all.putAll(overrides);
        return new HttpSettings(Configuration.load(all, Map.of(), null));
    }

    @Test
    void shouldListenOnThisMachineOnly() throws IOException {
        try (ApiAddress address = settings(Map.of()).listen()) {
            assertThat(address.socket().host().isLoopbackAddress()).isTrue();
            assertThat(address.socket().port()).isPositive();
        }
    }

    @Test
    void shouldLetNobodyElseInWithoutAToken() {
        assertThatThrownBy(() -> settings(Map.of("http.host", "0.0.0.0")).listen())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("http.host=0.0.0.0 would let other machines in without a token: set http.token.read,"
                        + " http.token.admin or both, or http.insecure=true");
    }

    @ParameterizedTest
    @CsvSource({"http.token.read,abc", "http.token.admin,abc", "http.insecure,true"})
    void shouldLetOthersInWhereThatIsMeant(String key, String value) throws IOException {
        try (ApiAddress address =
                settings(Map.of("http.host", "0.0.0.0", key, value)).listen()) {
            assertThat(address.socket().host().isAnyLocalAddress()).isTrue();
        }
    }

    @Test
    void shouldSayPlainlyThatThePortIsTaken() throws IOException {
        try (ApiAddress first = settings(Map.of()).listen()) {
            int port = first.socket().port();
            assertThatThrownBy(() -> settings(Map.of()).listen(port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "cannot listen on 127.0.0.1:" + port + ": Address already in use (http.host, http.port)");
        }
    }

    @Test
    void shouldAdvertiseWhatIsConfiguredOrWhereItListens() throws IOException {
        HttpSettings behindProxy = settings(Map.of("http.advertised", "node-1:9000"));
        try (ApiAddress address = behindProxy.listen()) {
            assertThat(behindProxy.advertised(address.socket())).isEqualTo(new HostInfo("node-1", 9_000));
            assertThat(settings(Map.of()).advertised(address.socket()))
                    .isEqualTo(new HostInfo("127.0.0.1", address.socket().port()));
        }
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
    void shouldRefuseAKeyStoreThatIsNotThere() {
        assertThatThrownBy(() ->
                        settings(Map.of("http.tls.keystore", "nowhere.p12")).server())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("http.tls.keystore=nowhere.p12 must be a file that can be read");
    }
}
