package io.rfmstreams.app;

import io.rfmstreams.http.HttpSockets;
import io.rfmstreams.http.HttpTimeouts;
import io.rfmstreams.http.KeyStoreFile;
import io.rfmstreams.http.ListeningSocket;
import io.rfmstreams.http.ServerOptions;
import io.rfmstreams.http.Tokens;
import io.rfmstreams.query.streams.PeerAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** The configuration of the REST API and of requests to other instances. */
public final class HttpSettings {

    private final Configuration configuration;

    public HttpSettings(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Opens the listening sockets.
     *
     * @throws ConfigurationException if other machines could connect without a token
     * @throws IllegalStateException if an address is in use or not available
     */
    public ApiAddress listen() {
        return listen(configuration.get(ConfigKey.HTTP_PORT));
    }

    /** Opens the listening sockets with another port than the configured one. 0 selects a free port. */
    public ApiAddress listen(int port) {
        requireProtection(ConfigKey.HTTP_HOST);
        OptionalInt healthPort = configuration.get(ConfigKey.HTTP_HEALTH_PORT);
        if (healthPort.isEmpty()) {
            return new ApiAddress(new HttpSockets(bind(ConfigKey.HTTP_HOST, port, ConfigKey.HTTP_PORT), null));
        }
        requireProtection(ConfigKey.HTTP_HEALTH_HOST);
        ListeningSocket main = bind(ConfigKey.HTTP_HOST, port, ConfigKey.HTTP_PORT);
        try {
            return new ApiAddress(new HttpSockets(
                    main, bind(ConfigKey.HTTP_HEALTH_HOST, healthPort.getAsInt(), ConfigKey.HTTP_HEALTH_PORT)));
        } catch (IllegalStateException notBound) {
            close(main, notBound);
            throw notBound;
        }
    }

    private static void close(ListeningSocket socket, IllegalStateException failure) {
        try {
            socket.close();
        } catch (IOException notClosed) {
            failure.addSuppressed(notClosed);
        }
    }

    private ListeningSocket bind(ConfigKey<String> host, int port, ConfigKey<?> portKey) {
        try {
            return ListeningSocket.bind(configuration.get(host), port);
        } catch (IOException notBound) {
            throw new IllegalStateException(
                    notBound.getMessage() + " (" + host.key() + ", " + portKey.key() + ")", notBound);
        }
    }

    ServerOptions server() {
        return new ServerOptions(
                tokens(),
                limits(),
                HttpTimeouts.of(
                        configuration.get(ConfigKey.HTTP_REQUEST_TIMEOUT),
                        configuration.get(ConfigKey.HTTP_IDLE_TIMEOUT)),
                keyStore());
    }

    private ServerOptions.Limits limits() {
        int concurrent = configuration.get(ConfigKey.HTTP_MAX_CONCURRENT);
        int queueSize = configuration.get(ConfigKey.HTTP_QUEUE_SIZE);
        int connections = configuration.get(ConfigKey.HTTP_MAX_CONNECTIONS);
        if (connections <= (long) concurrent + queueSize) {
            throw new ConfigurationException(ConfigKey.HTTP_MAX_CONNECTIONS.key() + "=" + connections
                    + " must be greater than the sum of "
                    + ConfigKey.HTTP_MAX_CONCURRENT.key() + "=" + concurrent + " and " + ConfigKey.HTTP_QUEUE_SIZE.key()
                    + "="
                    + queueSize);
        }
        return new ServerOptions.Limits(concurrent, queueSize, connections);
    }

    /** Returns the settings of requests to other instances. */
    PeerAccess peers() {
        return new PeerAccess(
                configuration.get(ConfigKey.HTTP_TOKEN_PEER),
                trust(),
                configuration.get(ConfigKey.HTTP_PEER_TIMEOUT),
                configuration.get(ConfigKey.HTTP_MAX_CONCURRENT));
    }

    /**
     * Returns whether another token is set but {@code http.token.peer} is not. Requests of other instances are then
     * rejected.
     */
    boolean rejectsPeers() {
        return tokens().areSet() && configuration.get(ConfigKey.HTTP_TOKEN_PEER).isEmpty();
    }

    /** Returns the address at which other instances reach the instance that listens on a socket. */
    HostInfo advertised(ListeningSocket socket) {
        return configuration
                .get(ConfigKey.HTTP_ADVERTISED)
                .map(advertised -> new HostInfo(withoutBrackets(advertised.host()), advertised.port()))
                .orElseGet(() -> new HostInfo(
                        socket.host().isAnyLocalAddress() ? hostName() : withoutBrackets(host()), socket.port()));
    }

    /**
     * Returns the URL of the REST API of a processor with this configuration. It is the advertised address or, without one,
     * the listening address. If the processor listens on all addresses, the URL names this machine.
     *
     * @return for example {@code http://127.0.0.1:8080}
     */
    public String url() {
        String address = configuration
                .get(ConfigKey.HTTP_ADVERTISED)
                .map(advertised -> advertised.host() + ":" + advertised.port())
                .orElseGet(() -> reachableHost() + ":" + configuration.get(ConfigKey.HTTP_PORT));
        return (keyStore() == null ? "http://" : "https://") + address;
    }

    /** With TLS the URL has the machine's name, since a certificate cannot name the wildcard address. */
    private String reachableHost() {
        String host = withoutBrackets(host());
        if (address(ConfigKey.HTTP_HOST).isAnyLocalAddress()) {
            return keyStore() == null ? "127.0.0.1" : hostName();
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unknown) {
            throw new ConfigurationException("the name of this machine cannot be resolved: set http.advertised to the"
                    + " address at which other instances reach it");
        }
    }

    private String host() {
        return configuration.get(ConfigKey.HTTP_HOST);
    }

    private void requireProtection(ConfigKey<String> host) {
        boolean insecure = configuration.get(ConfigKey.HTTP_INSECURE);
        if (insecure || tokens().areSet() || isLoopback(host)) {
            return;
        }
        throw new ConfigurationException(host.key() + "=" + configuration.get(host)
                + " would accept requests from other machines without a token: set http.token.read, http.token.admin or both,"
                + " or http.insecure=true");
    }

    private boolean isLoopback(ConfigKey<String> host) {
        return address(host).isLoopbackAddress();
    }

    private InetAddress address(ConfigKey<String> host) {
        String name = configuration.get(host);
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException unknown) {
            throw new ConfigurationException(host.key() + "=" + name + " must be a host that can be resolved");
        }
    }

    private Tokens tokens() {
        try {
            return new Tokens(
                    configuration.get(ConfigKey.HTTP_TOKEN_READ),
                    configuration.get(ConfigKey.HTTP_TOKEN_ADMIN),
                    configuration.get(ConfigKey.HTTP_TOKEN_PEER));
        } catch (IllegalArgumentException equalTokens) {
            throw new ConfigurationException(String.valueOf(equalTokens.getMessage()));
        }
    }

    private @Nullable KeyStoreFile keyStore() {
        Path file = configuration.get(ConfigKey.HTTP_KEYSTORE).orElse(null);
        if (file == null) {
            return null;
        }
        if (!Files.isReadable(file)) {
            throw new ConfigurationException("http.tls.keystore=" + file + " must be a readable file");
        }
        return new KeyStoreFile(file, configuration.get(ConfigKey.HTTP_KEYSTORE_PASSWORD));
    }

    /**
     * Returns the TLS context of clients. It trusts the certificates of the key store.
     *
     * @return null if no key store is configured
     * @throws ConfigurationException if the key store cannot be used
     */
    public @Nullable SSLContext trust() {
        KeyStoreFile keyStore = keyStore();
        try {
            return keyStore == null ? null : keyStore.trust();
        } catch (IOException | GeneralSecurityException unusable) {
            throw new ConfigurationException(
                    "http.tls.keystore=" + keyStore + " cannot be used: " + unusable.getMessage());
        }
    }
}
