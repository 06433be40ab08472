package io.rfmstreams.app;

import io.rfmstreams.http.HttpLimits;
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
        return listen(configuration.integer(ConfigKey.HTTP_PORT));
    }

    /** The same on another port than configured; 0 for any free one. */
    public ApiAddress listen(int port) {
        requireProtection();
        try {
            return new ApiAddress(ListeningSocket.bind(host(), port));
        } catch (IOException taken) {
            throw new IllegalStateException(taken.getMessage() + " (http.host, http.port)", taken);
        }
    }

    ServerOptions server() {
        return new ServerOptions(
                tokens(),
                new HttpLimits(
                        configuration.integer(ConfigKey.HTTP_CONCURRENT),
                        configuration.integer(ConfigKey.HTTP_WAITING),
                        configuration.integer(ConfigKey.HTTP_CONNECTIONS)),
                keyStore());
    }

    /** How other instances are asked: as this one would be. */
    PeerAccess peers() {
        String read = configuration.text(ConfigKey.HTTP_TOKEN_READ);
        return new PeerAccess(
                read.isEmpty() ? configuration.text(ConfigKey.HTTP_TOKEN_ADMIN) : read,
                trust(),
                configuration.duration(ConfigKey.HTTP_PEER_TIMEOUT),
                configuration.integer(ConfigKey.HTTP_CONCURRENT));
    }

    /** How other instances reach the one that listens on a socket. */
    HostInfo advertised(ListeningSocket socket) {
        String advertised = configuration.text(ConfigKey.HTTP_ADVERTISED);
        if (!advertised.isEmpty()) {
            int colon = advertised.lastIndexOf(':');
            return new HostInfo(advertised.substring(0, colon), Integer.parseInt(advertised.substring(colon + 1)));
        }
        return new HostInfo(socket.host().isAnyLocalAddress() ? hostName() : host(), socket.port());
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
        return configuration.text(ConfigKey.HTTP_HOST);
    }

    private void requireProtection() {
        boolean insecure = configuration.text(ConfigKey.HTTP_INSECURE).equals("true");
        if (insecure || tokens().areSet() || isThisMachineOnly()) {
            return;
        }
        throw new ConfigurationException("http.host=" + host()
                + " would let other machines in without a token: set http.token.read, http.token.admin or both,"
                + " or http.insecure=true");
    }

    private boolean isThisMachineOnly() {
        try {
            return InetAddress.getByName(host()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new ConfigurationException("http.host=" + host() + " must be a host that is known");
        }
    }

    private Tokens tokens() {
        try {
            return new Tokens(
                    configuration.text(ConfigKey.HTTP_TOKEN_READ), configuration.text(ConfigKey.HTTP_TOKEN_ADMIN));
        } catch (IllegalArgumentException same) {
            throw new ConfigurationException(String.valueOf(same.getMessage()));
        }
    }

    private @Nullable KeyStoreFile keyStore() {
        String file = configuration.text(ConfigKey.HTTP_KEYSTORE);
        if (file.isEmpty()) {
            return null;
        }
        if (!Files.isReadable(Path.of(file))) {
            throw new ConfigurationException("http.tls.keystore=" + file + " must be a file that can be read");
        }
        return new KeyStoreFile(Path.of(file), configuration.text(ConfigKey.HTTP_KEYSTORE_PASSWORD));
    }

    private @Nullable SSLContext trust() {
        KeyStoreFile keyStore = keyStore();
        try {
            return keyStore == null ? null : keyStore.trust();
        } catch (IOException | GeneralSecurityException unusable) {
            throw new ConfigurationException(
                    "http.tls.keystore=" + keyStore + " cannot be used: " + unusable.getMessage());
        }
    }
}
