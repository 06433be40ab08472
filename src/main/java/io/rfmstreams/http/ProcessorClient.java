package io.rfmstreams.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sends requests to a processor on another machine. */
public final class ProcessorClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI processor;
    private final HttpClient client;

    /**
     * Creates a client.
     *
     * @param processor URL of the processor's REST API, without a path
     * @param trust the certificates to trust with https; null for those of the Java runtime
     */
    public ProcessorClient(URI processor, @Nullable SSLContext trust) {
        this.processor = processor;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT_TIMEOUT);
        client = (trust == null ? builder : builder.sslContext(trust)).build();
    }

    /**
     * Sends a request and returns the answer, whatever its status.
     *
     * @param path path and query
     * @param body empty for none
     * @throws ProblemException if the processor does not respond
     */
    HttpResponse<byte[]> send(String method, String path, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(processor.resolve(path))
                .timeout(TIMEOUT)
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException unreachable) {
            throw new ProblemException(ProblemType.PROCESSOR_AWAY, "the processor does not respond");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.NOT_RUNNING, "the server is stopping");
        }
    }
}
