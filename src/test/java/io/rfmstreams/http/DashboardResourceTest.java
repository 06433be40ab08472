package io.rfmstreams.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardResourceTest {

    private final FakeService service = new FakeService(new Tokens("reader", "admin", ""));

    @AfterEach
    void close() {
        service.close();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

    private String assets() throws IOException, InterruptedException {
        Matcher build = Pattern.compile("/?assets/[0-9a-f]{12}/").matcher(new String(get("/").body(), UTF_8));
        assertThat(build.find()).isTrue();
        return "/" + build.group();
    }

    @Test
    void shouldServeThePageWithoutAToken() throws Exception {
        // When
        HttpResponse<byte[]> page = get("/");

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .isEqualTo(List.of(DashboardResource.CONTENT_SECURITY_POLICY));
        assertThat(page.headers().allValues("Cache-Control")).isEqualTo(List.of("no-cache"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void shouldForbidInlineScriptsStylesAndOtherHosts() {
        assertThat(DashboardResource.CONTENT_SECURITY_POLICY)
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self';")
                .doesNotContain("unsafe", "http", "*");
    }

    @Test
    void shouldNotSendAPageThatTheBrowserHas() throws Exception {
        // Given
        String tag = get("/").headers().firstValue("ETag").orElseThrow();

        // When
        HttpResponse<byte[]> again = get("/", "If-None-Match", tag);

        // Then
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void shouldLetBrowsersKeepAssets() throws Exception {
        // When
        HttpResponse<byte[]> script = get(assets() + "app.js");

        // Then
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().allValues("Cache-Control"))
                .isEqualTo(List.of("public, immutable, max-age=31536000"));
        assertThat(script.headers().firstValue("Content-Type")).hasValue("text/javascript;charset=utf-8");
        assertThat(script.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void shouldCompressForBrowsersThatAcceptIt() throws Exception {
        // Given
        String path = assets() + "style.css";

        // When
        HttpResponse<byte[]> compressed = get(path, "Accept-Encoding", "br, gzip");

        // Then
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .isEqualTo(get(path).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"files.txt", "none.js", "..%2FRoutes.class", "pages", "%2e%2e/%2e%2e/logback.xml", ""})
    void shouldServeListedFilesOnly(String path) throws Exception {
        assertThat(get(assets() + path).statusCode()).isIn(400, 404);
    }

    @Test
    void shouldNotServeAssetsOfAnotherBuild() throws Exception {
        assertThat(get("/assets/000000000000/app.js").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldServeTheChartLibrary() throws Exception {
        // When
        HttpResponse<byte[]> charts = get(assets() + "echarts.js", "Accept-Encoding", "gzip");

        // Then
        assertThat(charts.statusCode()).isEqualTo(200);
        assertThat(charts.body().length).isBetween(200_000, 400_000);
    }
}
