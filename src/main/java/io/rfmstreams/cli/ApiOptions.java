package io.rfmstreams.cli;

import io.rfmstreams.app.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --url}, which sets the REST API that a command uses. */
final class ApiOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "URL of the REST API of any processor. Default: http.advertised if set, else http.host and http.port, as in"
                            + " http://127.0.0.1:8080; https if http.tls.keystore is set.")
    private @Nullable String url;

    boolean isGiven() {
        return url != null;
    }

    ApiClient client(Configuration configuration) {
        return new ApiClient(url, configuration);
    }
}
