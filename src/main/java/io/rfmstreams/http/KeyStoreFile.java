package io.rfmstreams.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A PKCS 12 file with the server's certificate and private key.
 *
 * @param password password of the file and the key
 */
public record KeyStoreFile(Path path, String password) {

    /**
     * Returns a context that trusts the certificates of the file, for servers that share the file.
     *
     * @throws IOException if the file cannot be read or the password is wrong
     * @throws GeneralSecurityException if the file has no certificate
     */
    public SSLContext trust() throws IOException, GeneralSecurityException {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(path)) {
            certificates.load(file, password.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** Does not contain the password. */
    @Override
    public String toString() {
        return path.toString();
    }
}
