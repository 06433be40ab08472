package io.rfmstreams.bench.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The measured cases as a table, a row for each case with the medians of its rounds. */
final class RecoveryTable {

    static final String HEADER =
            "| membership | standbys | instance | rounds | processed again after, s | others waited, s"
                    + " | queries failed until, s | answered, % | stale until, s | ready again after, s |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|";

    private RecoveryTable() {}

    /** Returns the rows. */
    static List<String> rows(JsonNode cases) {
        Map<List<String>, List<JsonNode>> rounds = StreamSupport.stream(cases.spliterator(), false)
                .collect(Collectors.groupingBy(RecoveryTable::name, LinkedHashMap::new, Collectors.toList()));
        List<String> rows = new ArrayList<>();
        rounds.forEach((name, ofCase) -> rows.add(row(name, ofCase)));
        return rows;
    }

    private static List<String> name(JsonNode round) {
        return List.of(
                round.get("membership").asText(),
                round.get("standbys").asText(),
                round.get("event").asText());
    }

    private static String row(List<String> name, List<JsonNode> rounds) {
        Function<String, String> median =
                field -> rounds.get(0).has(field) ? String.format(Locale.ROOT, "%.1f", median(rounds, field)) : "–";
        return "| %s | %d | %s | %s | %s | %.1f | %s | %s |"
                .formatted(
                        String.join(" | ", name),
                        rounds.size(),
                        median.apply("secondsWithoutProcessing"),
                        median.apply("secondsWithoutProcessingElsewhere"),
                        median.apply("unansweredUntilSeconds"),
                        100 * median(rounds, "answeredShare"),
                        median.apply("staleUntilSeconds"),
                        median.apply("readyAgainSeconds"));
    }

    private static double median(List<JsonNode> rounds, String field) {
        double[] sorted = rounds.stream()
                .mapToDouble(round -> round.get(field).asDouble())
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
