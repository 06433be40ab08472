package io.rfmstreams.app;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Stores the ids of the topics that the state was built from in a file in the state directory. If a topic is deleted and created
 * again, its offsets start at 0. The offsets in the state then refer to deleted records.
 */
final class StateTopics {

    static final String FILE = "rfm-topics.properties";

    private StateTopics() {}

    /**
     * Checks that the state was built from these topics. Ids that the file does not contain are added to it.
     *
     * @param directory the directory of the application in the state directory
     * @throws IllegalStateException if the state was built from other topics; the message names them and the remedy
     */
    static void require(Path directory, InputTopics topics) {
        Path file = directory.resolve(FILE);
        try {
            Map<String, String> known = read(file);
            List<String> changed = topics.ids().entrySet().stream()
                    .filter(topic -> !known.getOrDefault(topic.getKey(), topic.getValue())
                            .equals(topic.getValue()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            if (!changed.isEmpty()) {
                throw new IllegalStateException("the state in " + directory
                        + " was built from other topics. Deleted and created again, or renamed: "
                        + String.join(", ", changed)
                        + ". Set another application.id and then delete the directory. Deleting only the directory is not"
                        + " sufficient, since the changelog topics of the old application.id contain the state");
            }
            known.putAll(topics.ids());
            write(file, known);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read or write " + file + ": " + failed.getMessage(), failed);
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        Map<String, String> known = new TreeMap<>();
        properties.stringPropertyNames().forEach(role -> known.put(role, properties.getProperty(role)));
        return known;
    }

    /** Replaces the file atomically, so that a crash leaves either the old file or the new one. */
    private static void write(Path file, Map<String, String> topics) throws IOException {
        if (topics.equals(read(file))) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path temporary = file.resolveSibling(FILE + ".tmp");
        Properties properties = new Properties();
        properties.putAll(topics);
        try (Writer writer = Files.newBufferedWriter(temporary)) {
            properties.store(writer, "Ids of the topics that the state was built from");
        }
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notAtomic) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
