package io.rfmstreams.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Where a demo keeps what it writes: a folder that is kept, or a temporary one that goes. */
final class DemoFolder implements AutoCloseable {

    private final Path folder;
    private final boolean temporary;

    private DemoFolder(Path folder, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
    }

    /** Opens a folder; null for a temporary one. */
    static DemoFolder open(@Nullable Path folder) {
        try {
            return folder == null
                    ? new DemoFolder(Files.createTempDirectory("rfm-streams-demo"), true)
                    : new DemoFolder(Files.createDirectories(folder).toAbsolutePath(), false);
        } catch (IOException notWritable) {
            throw new EmbeddedBrokerException(
                    "the data folder " + (folder == null ? "" : folder + " ") + "cannot be made", notWritable);
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
