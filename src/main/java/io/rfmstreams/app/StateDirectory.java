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

/** The directory of the processor's state. The default is a directory that the operating system does not clear. */
final class StateDirectory {

    private static final String NAME = "rfm-streams";

    private StateDirectory() {}

    /** Returns the configured directory or the default. It does not create the directory. */
    static Path of(Settings settings) {
        String kafkaStateDir = settings.configuration().kafka().get(StreamsConfig.STATE_DIR_CONFIG);
        return Optional.ofNullable(kafkaStateDir)
                .map(Path::of)
                .or(() -> settings.get(ConfigKey.STATE_DIR))
                .orElseGet(() -> defaultDirectory(System.getenv("XDG_STATE_HOME"), System.getProperty("user.home")));
    }

    /**
     * Returns the default by the XDG base directory specification.
     *
     * @param stateHome the environment variable {@code XDG_STATE_HOME}; ignored if it is not an absolute path
     * @param home the user's home directory
     */
    static Path defaultDirectory(@Nullable String stateHome, String home) {
        return stateHome != null && Path.of(stateHome).isAbsolute()
                ? Path.of(stateHome, NAME)
                : Path.of(home, ".local", "state", NAME);
    }

    /**
     * Creates the directory if it is missing and checks that it and the existing directory of the application in it are writable.
     *
     * @throws ConfigurationException if a directory is not writable; the message names the state directory, its key and the reason
     */
    static Path requireWritable(Settings settings) {
        Path directory = of(settings);
        try {
            write(directory);
            Path application = directory.resolve(settings.applicationId());
            if (Files.exists(application)) {
                write(application);
            }
            return directory;
        } catch (IOException failed) {
            boolean isKafkaKey = settings.configuration().kafka().containsKey(StreamsConfig.STATE_DIR_CONFIG);
            String key =
                    isKafkaKey ? ConfigKey.KAFKA_PREFIX + StreamsConfig.STATE_DIR_CONFIG : ConfigKey.STATE_DIR.key();
            throw new ConfigurationException(
                    "cannot write to the state directory " + directory + " (" + key + "): " + reason(failed));
        }
    }

    private static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.delete(Files.createTempFile(directory, "write-check", ""));
    }

    private static String reason(IOException failed) {
        if (failed instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failed instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is not a directory";
        }
        if (failed instanceof NoSuchFileException) {
            return "it cannot be created";
        }
        String reason = failed instanceof FileSystemException detailed ? detailed.getReason() : failed.getMessage();
        return reason == null ? failed.toString() : reason;
    }
}
