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

/** What configuration says of the REST interface, and of the other instances'. */
public final class HttpSettings {

    private final Configuration configuration;

    public HttpSettings(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Takes the address to listen on.
     *
     * @throws ConfigurationException if it would let other machines in without a token
     * @throws IllegalStateException if it cannot be had
     */
    public ApiAddress listen() {
        return listen(configuration.get(ConfigKey.HTTP_PORT));
    }

    /** The same on another port than configured; 0 for any free one. */
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
        } catch (IllegalStateException taken) {
            close(main, taken);
            throw taken;
        }
    }

    private static void close(ListeningSocket socket, IllegalStateException because) {
        try {
            socket.close();
        } catch (IOException unclosed) {
            because.addSuppressed(unclosed);
        }
    }

    private ListeningSocket bind(ConfigKey<String> host, int port, ConfigKey<?> portKey) {
        try {
            return ListeningSocket.bind(configuration.get(host), port);
        } catch (IOException taken) {
            throw new IllegalStateException(taken.getMessage() + " (" + host.key() + ", " + portKey.key() + ")", taken);
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
        int waiting = configuration.get(ConfigKey.HTTP_QUEUE_SIZE);
        int connections = configuration.get(ConfigKey.HTTP_MAX_CONNECTIONS);
        if (connections <= (long) concurrent + waiting) {
            throw new ConfigurationException(ConfigKey.HTTP_MAX_CONNECTIONS.key() + "=" + connections
                    + " must be more than "
                    + ConfigKey.HTTP_MAX_CONCURRENT.key() + "=" + concurrent + " and " + ConfigKey.HTTP_QUEUE_SIZE.key()
                    + "="
                    + waiting + " together");
        }
        return new ServerOptions.Limits(concurrent, waiting, connections);
    }

    /** How other instances are asked. */
    PeerAccess peers() {
        return new PeerAccess(
                configuration.get(ConfigKey.HTTP_TOKEN_PEER),
                trust(),
                configuration.get(ConfigKey.HTTP_PEER_TIMEOUT),
                configuration.get(ConfigKey.HTTP_MAX_CONCURRENT));
    }

    /** Whether tokens are set, but none for other instances. */
    boolean hidesFromPeers() {
        return tokens().areSet() && configuration.get(ConfigKey.HTTP_TOKEN_PEER).isEmpty();
    }

    /** How other instances reach the one that listens on a socket. */
    HostInfo advertised(ListeningSocket socket) {
        return configuration
                .get(ConfigKey.HTTP_ADVERTISED)
                .map(advertised -> new HostInfo(withoutBrackets(advertised.host()), advertised.port()))
                .orElseGet(() -> new HostInfo(
                        socket.host().isAnyLocalAddress() ? hostName() : withoutBrackets(host()), socket.port()));
    }

    /**
     * Where a processor with this configuration is asked from: its advertised address, else where it listens; this machine where
     * it listens at all addresses.
     *
     * @return such as {@code http://127.0.0.1:8080}
     */
    public String url() {
        String address = configuration
                .get(ConfigKey.HTTP_ADVERTISED)
                .map(advertised -> advertised.host() + ":" + advertised.port())
                .orElseGet(() -> reachableHost() + ":" + configuration.get(ConfigKey.HTTP_PORT));
        return (keyStore() == null ? "http://" : "https://") + address;
    }

    /** A certificate names the machine, never an address that stands for all. */
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
        } catch (UnknownHostException nameless) {
            throw new ConfigurationException(
                    "this machine does not know its own name: http.advertised must say how other instances reach it");
        }
    }

    private String host() {
        return configuration.get(ConfigKey.HTTP_HOST);
    }

    private void requireProtection(ConfigKey<String> host) {
        boolean insecure = configuration.get(ConfigKey.HTTP_INSECURE);
        if (insecure || tokens().areSet() || isThisMachineOnly(host)) {
            return;
        }
        throw new ConfigurationException(host.key() + "=" + configuration.get(host)
                + " would let other machines in without a token: set http.token.read, http.token.admin or both,"
                + " or http.insecure=true");
    }

    private boolean isThisMachineOnly(ConfigKey<String> host) {
        return address(host).isLoopbackAddress();
    }

    private InetAddress address(ConfigKey<String> host) {
        String name = configuration.get(host);
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException unknown) {
            throw new ConfigurationException(host.key() + "=" + name + " must be a host that is known");
        }
    }

    private Tokens tokens() {
        try {
            return new Tokens(
                    configuration.get(ConfigKey.HTTP_TOKEN_READ),
                    configuration.get(ConfigKey.HTTP_TOKEN_ADMIN),
                    configuration.get(ConfigKey.HTTP_TOKEN_PEER));
        } catch (IllegalArgumentException same) {
            throw new ConfigurationException(String.valueOf(same.getMessage()));
        }
    }

    private @Nullable KeyStoreFile keyStore() {
        Path file = configuration.get(ConfigKey.HTTP_KEYSTORE).orElse(null);
        if (file == null) {
            return null;
        }
        if (!Files.isReadable(file)) {
            throw new ConfigurationException("http.tls.keystore=" + file + " must be a file that can be read");
        }
        return new KeyStoreFile(file, configuration.get(ConfigKey.HTTP_KEYSTORE_PASSWORD));
    }

    /**
     * Whom other instances and those who ask them trust: the certificates of the key store; null where there is none.
     *
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
