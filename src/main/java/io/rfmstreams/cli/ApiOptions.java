package io.rfmstreams.cli;

import io.rfmstreams.app.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the REST interface is that a command asks. */
final class ApiOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The REST interface of any processor. Default: http.advertised, else http.host and http.port, so"
                            + " http://127.0.0.1:8080; https where http.tls.keystore is set.")
    private @Nullable String url;

    boolean isGiven() {
        return url != null;
    }

    ApiClient client(Configuration configuration) {
        return new ApiClient(url, configuration);
    }
}
