package io.rfmstreams.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The data folder of a demo. A temporary folder is deleted at the end. */
final class DemoFolder implements AutoCloseable {

    private final Path folder;
    private final boolean temporary;

    private DemoFolder(Path folder, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
    }

    /** Creates or opens a folder; null creates a temporary one. */
    static DemoFolder open(@Nullable Path folder) {
        try {
            return folder == null
                    ? new DemoFolder(Files.createTempDirectory("rfm-streams-demo"), true)
                    : new DemoFolder(Files.createDirectories(folder).toAbsolutePath(), false);
        } catch (IOException notWritable) {
            throw new EmbeddedBrokerException(
                    "cannot create the data folder" + (folder == null ? "" : " " + folder), notWritable);
        }
    }

    Path broker() {
        return folder.resolve("kafka");
    }

    Path state() {
        return folder.resolve("state");
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Utils.delete(folder.toFile());
        }
    }
}
