package io.rfmstreams.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server. A request is processed after its body has arrived, and connections that exceed a timeout are closed,
 * so that slow clients do not block others.
 */
public final class HttpServer implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final int HEADER_BYTES = 8 << 10;

    /** Threads in addition to those that process requests: acceptors, selectors, and threads for health requests. */
    private static final int SPARE_THREADS = 16;

    /** Allows percent-encoded ids with any character except control characters. Routes match the undecoded path. */
    private static final UriCompliance PATHS = new UriCompliance(
            "percent-encoded ids",
            EnumSet.of(
                    Violation.AMBIGUOUS_PATH_SEPARATOR,
                    Violation.AMBIGUOUS_PATH_ENCODING,
                    Violation.AMBIGUOUS_PATH_SEGMENT,
                    Violation.AMBIGUOUS_PATH_PARAMETER,
                    Violation.SUSPICIOUS_PATH_CHARACTERS));

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Javalin server;
    private final int port;
    private final List<Api> apis;

    private HttpServer(Javalin server, int port, List<Api> apis) {
        this.server = server;
        this.port = port;
        this.apis = apis;
    }

    /** Starts the server. Closing the server closes the sockets. */
    public static HttpServer start(HttpSockets sockets, ServerOptions options, Backend backend) {
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.prefer405over404 = true;
            config.router.ignoreTrailingSlashes = false; // An empty customer id is not the list of customers.
            config.http.compressionStrategy =
                    CompressionStrategy.NONE; // Answers are short, and compression can leak secrets.
            configureJetty(config, options);
            new Listeners(options, backend.meters()).addTo(config, sockets);
            config.routes.before(RequestPath::check);
            config.routes.beforeMatched(new AccessControl(options.tokens(), sockets.areLoopback()));
            Routes.addTo(config.routes, backend);
            config.routes.after("/v1/map", Gzip::compress); // Thousands of points, and nothing secret beside them.
            ErrorResponses.addTo(config.routes);
        });
        return new HttpServer(server.start(), sockets.main().port(), backend.apis());
    }

    private static void configureJetty(JavalinConfig config, ServerOptions options) {
        ServerOptions.Limits limits = options.limits();
        QueuedThreadPool threads = new QueuedThreadPool(limits.concurrent() + SPARE_THREADS, 8);
        threads.setName("http");
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setUriCompliance(PATHS);
            http.setRequestHeaderSize(HEADER_BYTES);
            http.setIdleTimeout(options.timeouts().idle().toMillis());
            http.addCustomizer(new SecurityHeaders());
            http.addCustomizer(new MethodFromRequestLine());
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new ErrorResponses()));
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new ErrorResponses());
            server.setStopTimeout(GRACE.toMillis());
            server.insertHandler(Overload.ofMetrics());
            server.insertHandler(Overload.ofQueries(limits));
            RequestProgress.insertInto(server, options.tokens());
            server.insertHandler(new HealthOnly());
            server.insertHandler(new GracefulHandler());
        });
    }

    public int port() {
        return port;
    }

    /** Stops to accept requests, and waits some seconds for requests in progress. */
    @Override
    public void close() {
        apis.forEach(Api::close);
        try {
            server.jettyServer().server().stop();
        } catch (TimeoutException overdue) {
            LOG.warn("HTTP requests that were not answered within {} s were aborted", GRACE.toSeconds());
        } catch (Exception fault) {
            throw new IllegalStateException("the HTTP server cannot be stopped", fault);
        }
    }
}
