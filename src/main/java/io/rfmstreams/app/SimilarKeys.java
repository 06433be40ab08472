package io.rfmstreams.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the keys that somebody may have meant who wrote an unknown one: those with a letter or two mistaken or, without any
 * such, those with the same last word and one other word missing, added or mistaken. A leading {@code rfm.} may be there or
 * not.
 */
final class SimilarKeys {

    private static final int MOST_LETTERS = 2;
    private static final int LETTERS_PER_MISTAKE = 4;

    private SimilarKeys() {}

    /**
     * The error of an unknown key; it never shows the key's value, which may be a secret.
     *
     * @param where the key stands, to be read by a person
     * @param name says how a known key is called there
     */
    static ConfigurationException unknown(String key, String where, Function<ConfigKey<?>, String> name) {
        String meant = to(key).stream().map(name).collect(Collectors.joining(", "));
        return new ConfigurationException("unknown key " + key + " (" + where + ")"
                + (meant.isEmpty()
                        ? ": docs/configuration.md lists all keys, and kafka.* keys go to the Kafka clients"
                        : "; did you mean " + meant + "?"));
    }

    private static List<ConfigKey<?>> to(String unknown) {
        String written = shortened(unknown.toLowerCase(Locale.ROOT).replace('_', '.'));
        int least = Math.min(MOST_LETTERS, written.length() / LETTERS_PER_MISTAKE);
        int nearest = keys().mapToInt(key -> letters(written, key)).min().orElseThrow();
        return nearest <= least
                ? keys().filter(key -> letters(written, key) == nearest).toList()
                : keys().filter(key -> sharesAllWordsButOne(written, key)).toList();
    }

    private static Stream<ConfigKey<?>> keys() {
        return ConfigKey.all().stream();
    }

    private static int letters(String written, ConfigKey<?> key) {
        return mistakes(
                written.chars().boxed().toList(),
                shortened(key.key()).replace('-', '.').chars().boxed().toList());
    }

    private static boolean sharesAllWordsButOne(String written, ConfigKey<?> key) {
        List<String> words = Arrays.asList(written.split("\\."));
        List<String> known = Arrays.asList(shortened(key.key()).split("\\."));
        return words.contains(known.get(known.size() - 1)) && mistakes(words, known) == 1;
    }

    private static String shortened(String key) {
        return key.startsWith("rfm.") ? key.substring("rfm.".length()) : key;
    }

    /** How many parts must be added, left out, replaced or swapped with their neighbours to make one list of the other. */
    private static <T> int mistakes(List<T> from, List<T> to) {
        int[][] least = new int[from.size() + 1][to.size() + 1];
        for (int i = 0; i <= from.size(); i++) {
            for (int j = 0; j <= to.size(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int same = from.get(i - 1).equals(to.get(j - 1)) ? 0 : 1;
                least[i][j] = Math.min(least[i - 1][j - 1] + same, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && from.get(i - 1).equals(to.get(j - 2))
                        && from.get(i - 2).equals(to.get(j - 1));
                if (swapped) {
                    least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
                }
            }
        }
        return least[from.size()][to.size()];
    }
}
