package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String PASSWORD = "changeit";

    @Test
    void shouldServeTlsWithTheKeyStore(@TempDir Path folder) throws Exception {
        // Given
        KeyStoreFile keyStore = selfSigned(folder.resolve("server.p12"));
        ServerOptions options =
                new ServerOptions(Tokens.NONE, new ServerOptions.Limits(8, 8, 64), FakeService.TIMEOUTS, keyStore);
        HttpClient client = HttpClient.newBuilder().sslContext(keyStore.trust()).build();
        try (FakeService service = new FakeService(options)) {
            // When
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + service.port() + "/v1/customers/ann"))
                            .build(),
                    BodyHandlers.ofString());

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        }
    }

    /** Creates a self-signed certificate of localhost with its key. */
    static KeyStoreFile selfSigned(Path file) throws Exception {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost"))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return new KeyStoreFile(file, PASSWORD);
    }
}
