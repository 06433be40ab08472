package io.rfmstreams.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metric names in the two tables of {@code docs/metrics.md}. */
public final class DocumentedMetrics {

    private static final String TRAINER = "\n## The trainer\n";
    private static final Pattern NAME = Pattern.compile("`(rfm_[^`]+)`");

    private DocumentedMetrics() {}

    /** Returns the metrics of a processor. */
    public static Set<String> ofTheProcessor() throws IOException {
        return names(text().substring(0, text().indexOf(TRAINER)));
    }

    /** Returns the metrics of the trainer. */
    static Set<String> ofTheTrainer() throws IOException {
        return names(text().substring(text().indexOf(TRAINER)));
    }

    /** Returns the names of this program's metrics in a scrape, from its {@code TYPE} lines. */
    public static Set<String> typed(String metrics) {
        return Pattern.compile("(?m)^# TYPE (rfm_\\S+) ")
                .matcher(metrics)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text() throws IOException {
        return Files.readString(Path.of("docs/metrics.md"));
    }

    private static Set<String> names(String text) {
        List<String> cells = text.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .toList();
        return cells.stream()
                .flatMap(cell -> NAME.matcher(cell).results())
                .map((MatchResult name) -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
