package io.rfmstreams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rfmstreams.app.ConfigKey;
import io.rfmstreams.app.Configuration;
import io.rfmstreams.app.ConfigurationException;
import io.rfmstreams.app.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A client of a processor's REST API. */
final class ApiClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int FIRST_ERROR = 400;

    private final String url;
    private final Configuration configuration;
    private final HttpClient client;

    /**
     * Creates a client.
     *
     * @param url the URL of the REST API; null for the URL of a processor with this configuration
     * @param configuration contains the tokens, and the key store whose certificates are trusted
     */
    ApiClient(@Nullable String url, Configuration configuration) {
        HttpSettings http = new HttpSettings(configuration);
        this.url = (url == null ? http.url() : url).replaceFirst("/$", "");
        this.configuration = configuration;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TIMEOUT);
        SSLContext trust = http.trust();
        client = (trust == null ? builder : builder.sslContext(trust)).build();
    }

    /** Returns the path of a customer. */
    static String customer(String customerId) {
        return "/v1/customers/" + encode(customerId);
    }

    /** Returns a text as a part of a path or of a query. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Sends a GET request and returns the body of the response. */
    String get(String path) {
        return send("GET", path, BodyPublishers.noBody(), ConfigKey.HTTP_TOKEN_READ);
    }

    /** Sends a POST request with a JSON body and returns the body of the response. */
    String post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json), ConfigKey.HTTP_TOKEN_READ);
    }

    /** Sends a DELETE request. */
    void delete(String path) {
        send("DELETE", path, BodyPublishers.noBody(), ConfigKey.HTTP_TOKEN_ADMIN);
    }

    private String send(String method, String path, BodyPublisher body, ConfigKey<String> tokenKey) {
        String token = configuration.get(tokenKey);
        if (token.isEmpty()) {
            token = configuration.get(ConfigKey.HTTP_TOKEN_ADMIN);
        }
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .method(method, body);
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= FIRST_ERROR) {
                throw new IllegalStateException(problem(response));
            }
            return response.body();
        } catch (IllegalArgumentException malformed) {
            throw new ConfigurationException("--url " + url + " is not a valid URL of a REST API");
        } catch (SSLException untrusted) {
            throw new IllegalStateException(
                    "cannot connect to " + url
                            + ": its certificate is not trusted; set http.tls.keystore to the key store of the processor",
                    untrusted);
        } catch (IOException unreachable) {
            throw new IllegalStateException(
                    "cannot connect to " + url + ": no response; set --url to the URL of the REST API", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a response of " + url, interrupted);
        }
    }

    private static String problem(HttpResponse<String> response) {
        JsonNode body = json(response.body());
        String title = body.path("title").asText("HTTP status " + response.statusCode());
        String detail = body.path("detail").asText();
        return detail.isEmpty() || detail.equals(title) ? title : title + ": " + detail;
    }

    /** Parses JSON. Returns a missing node if the text is not JSON. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
