package io.rfmstreams.http;

import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Opens the listeners of a server: the main listener, with TLS if there is a certificate, and optionally a listener in
 * plain HTTP for health and metrics. The latter has its own threads and connections, so that load on the main listener
 * does not delay it.
 */
final class Listeners {

    private static final String MAIN = "main";
    private static final String HEALTH = "health";
    private static final int HEALTH_CONNECTIONS = 32;
    private static final int HEALTH_THREADS = 8;

    private final ServerOptions options;
    private final MeterRegistry meters;

    Listeners(ServerOptions options, MeterRegistry meters) {
        this.options = options;
        this.meters = meters;
    }

    static boolean isHealth(Connector connector) {
        return HEALTH.equals(connector.getName());
    }

    void addTo(JavalinConfig config, HttpSockets sockets) {
        config.jetty.addConnector((server, http) -> main(server, http, sockets.main()));
        ListeningSocket health = sockets.health();
        if (health != null) {
            config.jetty.addConnector((server, http) -> health(server, http, health));
        }
    }

    private Connector main(Server server, HttpConfiguration http, ListeningSocket socket) {
        KeyStoreFile tls = options.tls();
        ServerConnector connector = tls == null
                ? new ServerConnector(server, new HttpConnectionFactory(http))
                : new ServerConnector(server, certificate(tls), new HttpConnectionFactory(secure(http)));
        return open(connector, socket, MAIN, options.limits().connections());
    }

    private Connector health(Server server, HttpConfiguration http, ListeningSocket socket) {
        QueuedThreadPool threads = new QueuedThreadPool(HEALTH_THREADS, 2);
        threads.setName("health");
        ServerConnector connector =
                new ServerConnector(server, threads, null, null, 1, 1, new HttpConnectionFactory(http));
        return open(connector, socket, HEALTH, HEALTH_CONNECTIONS);
    }

    private Connector open(ServerConnector connector, ListeningSocket socket, String name, int connections) {
        connector.setName(name);
        connector.setIdleTimeout(options.timeouts().idle().toMillis());
        connector.addBean(new Connections(connections, options.timeouts(), meters, name));
        try {
            connector.open(socket.channel());
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        return connector;
    }

    private static SslContextFactory.Server certificate(KeyStoreFile tls) {
        SslContextFactory.Server certificate = new SslContextFactory.Server();
        certificate.setKeyStorePath(tls.path().toString());
        certificate.setKeyStorePassword(tls.password());
        return certificate;
    }

    private static HttpConfiguration secure(HttpConfiguration http) {
        SecureRequestCustomizer secure = new SecureRequestCustomizer(false);
        secure.setStsMaxAge(Duration.ofDays(365).toSeconds());
        HttpConfiguration https = new HttpConfiguration(http);
        https.addCustomizer(secure);
        return https;
    }
}
