package io.rfmstreams.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves the interface. A body is read whole, within its limit, before a thread works on the request, so that slow senders
 * hold up nobody.
 */
public final class HttpServer implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(30);
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

    private final Javalin server;

    private HttpServer(Javalin server) {
        this.server = server;
    }

    /** Starts to serve; closes the socket with everything else. */
    public static HttpServer start(ListeningSocket socket, ServerOptions options, Backend backend) {
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.prefer405over404 = true;
            config.http.compressionStrategy = CompressionStrategy.NONE; // answers are short, and hold secrets
            configureJetty(config, socket, options);
            config.routes.before(RequestPath::check);
            config.routes.beforeMatched(new AccessControl(options.tokens(), socket.host()));
            Routes.addTo(config.routes, backend);
            Problems.addTo(config.routes);
        });
        return new HttpServer(server.start());
    }

    private static void configureJetty(JavalinConfig config, ListeningSocket socket, ServerOptions options) {
        HttpLimits limits = options.limits();
        QueuedThreadPool threads = new QueuedThreadPool(limits.concurrent() + SPARE_THREADS, 8);
        threads.setName("http");
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setUriCompliance(PATHS);
            http.setRequestHeaderSize(HEADER_BYTES);
            http.setIdleTimeout(IDLE.toMillis());
            http.addCustomizer(new SecurityHeaders());
            http.addCustomizer(new MethodFromRequestLine());
        });
        config.jetty.addConnector((server, http) -> connector(server, http, socket, options));
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new ServerErrors()));
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new ServerErrors());
            server.setStopTimeout(GRACE.toMillis());
            server.addBean(new NetworkConnectionLimit(limits.connections(), server));
            server.insertHandler(new Overload(limits));
            server.insertHandler(
                    new EagerContentHandler(new RetainedContentLoaderFactory(RequestBody.MOST_BYTES + 1, 0, true)));
            server.insertHandler(new GracefulHandler());
        });
    }

    private static Connector connector(
            Server server, HttpConfiguration http, ListeningSocket socket, ServerOptions options) {
        KeyStoreFile tls = options.tls();
        ServerConnector connector;
        if (tls == null) {
            connector = new ServerConnector(server, new HttpConnectionFactory(http));
        } else {
            SslContextFactory.Server certificate = new SslContextFactory.Server();
            certificate.setKeyStorePath(tls.path().toString());
            certificate.setKeyStorePassword(tls.password());
            SecureRequestCustomizer secure = new SecureRequestCustomizer(false);
            secure.setStsMaxAge(Duration.ofDays(365).toSeconds());
            HttpConfiguration https = new HttpConfiguration(http);
            https.addCustomizer(secure);
            connector = new ServerConnector(server, certificate, new HttpConnectionFactory(https));
        }
        connector.setIdleTimeout(IDLE.toMillis());
        try {
            connector.open(socket.channel());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        return connector;
    }

    public int port() {
        return server.port();
    }

    /** Answers what it has begun to answer, and takes nothing new. */
    @Override
    public void close() {
        server.stop();
    }
}
