package io.rfmstreams.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A temporary copy of an input, for readers that need a file. Closing deletes it. */
record TemporaryFile(Path path) implements Closeable {

    /** Copies an input. Only the owner of the file can read it. */
    static TemporaryFile of(ByteSource bytes) throws IOException {
        TemporaryFile copy = new TemporaryFile(Files.createTempFile("rfm-streams-input", null));
        try (InputStream input = bytes.open()) {
            Files.copy(input, copy.path, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException | RuntimeException failed) {
            copy.close();
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
