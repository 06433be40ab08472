package io.rfmstreams.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the interface. A request is there with its body before a thread works on it, and connections that take too long are
 * closed, so that slow clients hold up nobody.
 */
public final class HttpServer implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final int HEADER_BYTES = 8 << 10;

    /** Threads beside those that work on requests: to accept, to select, to tell health. */
    private static final int SPARE_THREADS = 16;

    /** Ids may hold anything but control characters, percent-encoded; what is matched and read is the path as it was sent. */
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

    private HttpServer(Javalin server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts to serve; closes the sockets with everything else. */
    public static HttpServer start(HttpSockets sockets, ServerOptions options, Backend backend) {
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.prefer405over404 = true;
            config.http.compressionStrategy = CompressionStrategy.NONE; // answers are short, and hold secrets
            configureJetty(config, options);
            new Listeners(options, backend.meters()).addTo(config, sockets);
            config.routes.before(RequestPath::check);
            config.routes.beforeMatched(new AccessControl(options.tokens(), sockets.areLoopback()));
            Routes.addTo(config.routes, backend);
            ErrorResponses.addTo(config.routes);
        });
        return new HttpServer(server.start(), sockets.main().port());
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

    /** Answers what it has begun to answer, for some seconds, and takes nothing new. */
    @Override
    public void close() {
        try {
            server.jettyServer().server().stop();
        } catch (TimeoutException overdue) {
            LOG.warn("HTTP requests that took longer than {} s were broken off", GRACE.toSeconds());
        } catch (Exception fault) {
            throw new IllegalStateException("the HTTP server does not stop", fault);
        }
    }
}
