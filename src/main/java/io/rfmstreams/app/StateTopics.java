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
 * Remembers in the folder of the state which topics the state was built from. If a topic was deleted and created again, its
 * offsets begin anew: positions in the state, and the offset of the last activation, belong to records that are gone.
 */
final class StateTopics {

    static final String FILE = "rfm-topics.properties";

    private StateTopics() {}

    /**
     * Checks that the state was built from these topics, or notes them if the folder does not say.
     *
     * @param folder the folder of the application in the state folder
     * @throws IllegalStateException if the state was built from other topics; the message says what to do
     */
    static void require(Path folder, InputTopics topics) {
        Path file = folder.resolve(FILE);
        try {
            Map<String, String> known = read(file);
            List<String> others = topics.ids().entrySet().stream()
                    .filter(topic -> !known.getOrDefault(topic.getKey(), topic.getValue())
                            .equals(topic.getValue()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            if (!others.isEmpty()) {
                throw new IllegalStateException("the state in " + folder
                        + " was built from other topics: deleted and created again since then, or renamed: "
                        + String.join(", ", others)
                        + ". Set another application.id; then the folder can be deleted. To delete the folder alone is not"
                        + " enough: Kafka has a copy of the state under the old application.id");
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

    /** Replaces the file in one step: a crash leaves the old one or the new one. */
    private static void write(Path file, Map<String, String> topics) throws IOException {
        if (topics.equals(read(file))) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path written = file.resolveSibling(FILE + ".new");
        Properties properties = new Properties();
        properties.putAll(topics);
        try (Writer writer = Files.newBufferedWriter(written)) {
            properties.store(writer, "Ids of the topics that the state was built from");
        }
        try {
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notAtomic) {
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
