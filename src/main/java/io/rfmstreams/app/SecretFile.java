package io.rfmstreams.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a file that contains one secret in UTF-8, as Docker and Kubernetes mount it. White space before and after the
 * secret is ignored.
 */
final class SecretFile {

    private static final int MAX_BYTES = 65_536;

    private SecretFile() {}

    /**
     * Reads the secret.
     *
     * @throws IOException if the file cannot be read, is larger than 64 KiB, is not UTF-8 or is empty; the message completes
     *     the sentence "cannot be read: …". An empty token would turn authentication off
     */
    static String read(String file) throws IOException {
        byte[] bytes = bytes(file);
        if (bytes.length > MAX_BYTES) {
            throw new IOException("it is larger than " + MAX_BYTES + " bytes");
        }
        String secret;
        try {
            secret =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
        } catch (CharacterCodingException malformed) {
            throw new IOException("it is not UTF-8", malformed);
        }
        if (secret.isEmpty()) {
            throw new IOException("it is empty");
        }
        return secret;
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream input = Files.newInputStream(Path.of(file))) {
            return input.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException missing) {
            throw new IOException("it does not exist", missing);
        } catch (InvalidPathException invalid) {
            throw new IOException("it is not a valid file name", invalid);
        }
    }
}
