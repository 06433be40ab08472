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

/** A file that holds one secret, as Docker and Kubernetes mount them: UTF-8, blanks and line ends around it ignored. */
final class SecretFile {

    private static final int MOST_BYTES = 65_536;

    private SecretFile() {}

    /**
     * The secret.
     *
     * @throws IOException where there is none; the message completes the sentence "it cannot be read: …". An empty file is
     *     refused as well, since an empty token would let everybody in
     */
    static String read(String file) throws IOException {
        byte[] bytes = bytes(file);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("it is larger than " + MOST_BYTES + " bytes");
        }
        String secret;
        try {
            secret =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
        } catch (CharacterCodingException binary) {
            throw new IOException("it is not UTF-8", binary);
        }
        if (secret.isEmpty()) {
            throw new IOException("it is empty");
        }
        return secret;
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream input = Files.newInputStream(Path.of(file))) {
            return input.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException missing) {
            throw new IOException("it does not exist", missing);
        } catch (InvalidPathException noPath) {
            throw new IOException("it is no name of a file", noPath);
        }
    }
}
