package io.rfmstreams.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** The folder of the processor's state. Where no key names one, it is a folder that the system does not clear. */
final class StateFolder {

    private static final String NAME = "rfm-streams";

    private StateFolder() {}

    /** The configured folder, or the default; nothing is created. */
    static Path of(Settings settings) {
        String kafkas = settings.configuration().kafka().get(StreamsConfig.STATE_DIR_CONFIG);
        return Optional.ofNullable(kafkas)
                .map(Path::of)
                .or(() -> settings.get(ConfigKey.STATE_DIR))
                .orElseGet(() -> defaultFolder(System.getenv("XDG_STATE_HOME"), System.getProperty("user.home")));
    }

    /**
     * The default, by the XDG base directory specification.
     *
     * @param stateHome the environment variable {@code XDG_STATE_HOME}; ignored unless it is an absolute path
     * @param home the user's home directory
     */
    static Path defaultFolder(@Nullable String stateHome, String home) {
        return stateHome != null && Path.of(stateHome).isAbsolute()
                ? Path.of(stateHome, NAME)
                : Path.of(home, ".local", "state", NAME);
    }

    /**
     * Creates the folder where it is missing, and checks that files can be written into it, and into the application's folder in
     * it where that is there.
     *
     * @throws ConfigurationException if they cannot; the message names the folder, its key and the reason
     */
    static Path requireWritable(Settings settings) {
        Path folder = of(settings);
        try {
            write(folder);
            Path application = folder.resolve(settings.applicationId());
            if (Files.exists(application)) {
                write(application);
            }
            return folder;
        } catch (IOException refused) {
            boolean isKafkas = settings.configuration().kafka().containsKey(StreamsConfig.STATE_DIR_CONFIG);
            String key = isKafkas ? ConfigKey.KAFKA_PREFIX + StreamsConfig.STATE_DIR_CONFIG : ConfigKey.STATE_DIR.key();
            throw new ConfigurationException(
                    "the state cannot be written to the folder " + folder + " (" + key + "): " + reason(refused));
        }
    }

    private static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.delete(Files.createTempFile(folder, "write-check", ""));
    }

    private static String reason(IOException refused) {
        if (refused instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (refused instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is not a folder";
        }
        if (refused instanceof NoSuchFileException) {
            return "it cannot be made";
        }
        String reason = refused instanceof FileSystemException failed ? failed.getReason() : refused.getMessage();
        return reason == null ? refused.toString() : reason;
    }
}
