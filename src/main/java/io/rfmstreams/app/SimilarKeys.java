package io.rfmstreams.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the known keys that are similar to an unknown one. These are the nearest keys with an edit distance of at most one
 * letter in four and at most two letters. If there are none, they are the keys that differ in one word and whose last word the
 * unknown key contains. A leading {@code rfm.} is ignored.
 */
final class SimilarKeys {

    private static final int MAX_DISTANCE = 2;
    private static final int LETTERS_PER_EDIT = 4;

    private SimilarKeys() {}

    /**
     * Creates the exception for an unknown key. The message does not contain the value, which can be a secret.
     *
     * @param where the source, for the message
     * @param name gives the name of a known key in that source
     */
    static ConfigurationException unknown(String key, String where, Function<ConfigKey<?>, String> name) {
        String similar = similarTo(key).stream().map(name).collect(Collectors.joining(", "));
        return new ConfigurationException("unknown key " + key + " (" + where + ")"
                + (similar.isEmpty()
                        ? ": docs/configuration.md lists all keys, and kafka.* keys go to the Kafka clients"
                        : "; did you mean " + similar + "?"));
    }

    private static List<ConfigKey<?>> similarTo(String unknown) {
        String name = withoutPrefix(unknown.toLowerCase(Locale.ROOT).replace('_', '.'));
        int maxDistance = Math.min(MAX_DISTANCE, name.length() / LETTERS_PER_EDIT);
        int nearest = keys().mapToInt(key -> letterDistance(name, key)).min().orElseThrow();
        return nearest <= maxDistance
                ? keys().filter(key -> letterDistance(name, key) == nearest).toList()
                : keys().filter(key -> differsInOneWord(name, key)).toList();
    }

    private static Stream<ConfigKey<?>> keys() {
        return ConfigKey.all().stream();
    }

    private static int letterDistance(String name, ConfigKey<?> key) {
        return editDistance(
                name.chars().boxed().toList(),
                withoutPrefix(key.key()).replace('-', '.').chars().boxed().toList());
    }

    private static boolean differsInOneWord(String name, ConfigKey<?> key) {
        List<String> words = Arrays.asList(name.split("\\."));
        List<String> known = Arrays.asList(withoutPrefix(key.key()).split("\\."));
        return words.contains(known.get(known.size() - 1)) && editDistance(words, known) == 1;
    }

    private static String withoutPrefix(String key) {
        return key.startsWith("rfm.") ? key.substring("rfm.".length()) : key;
    }

    /**
     * Returns the least number of insertions, deletions, replacements and swaps of neighbours that turn one list into
     * the other.
     */
    private static <T> int editDistance(List<T> from, List<T> to) {
        int[][] distance = new int[from.size() + 1][to.size() + 1];
        for (int i = 0; i <= from.size(); i++) {
            for (int j = 0; j <= to.size(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int same = from.get(i - 1).equals(to.get(j - 1)) ? 0 : 1;
                distance[i][j] =
                        Math.min(distance[i - 1][j - 1] + same, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && from.get(i - 1).equals(to.get(j - 2))
                        && from.get(i - 2).equals(to.get(j - 1));
                if (swapped) {
                    distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
                }
            }
        }
        return distance[from.size()][to.size()];
    }
}
