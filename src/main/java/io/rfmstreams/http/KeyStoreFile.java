package io.rfmstreams.http;

import java.nio.file.Path;

/**
 * A PKCS 12 file with the server's certificate and key.
 *
 * @param password of file and key
 */
public record KeyStoreFile(Path path, String password) {

    /** Never shows the password. */
    @Override
    public String toString() {
        return path.toString();
    }
}
