package io.rfmstreams.insights.question;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The profile of a segment beside that of all active customers, feature by feature. */
final class SegmentProfileQuestion implements Question {

    static final Parameter<String> SEGMENT = Parameter.text(
                    "segment", "The id of a segment of the active model, or new, unassigned or inactive.")
            .required();

    /** The columns of {@code present} with their units. */
    private static final Map<String, String> FEATURES = features();

    private static final String FEATURE = """
            SELECT '%1$s' AS feature, '%2$s' AS unit, "%1$sMine" AS "segmentMean", "%1$sAll" AS "allMean",
                "%1$sMine" / nullif("%1$sAll", 0) AS ratio, "%1$sBelow" / nullif("%1$sCount", 0) AS "shareBelow"
            FROM compared
            """;

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(SEGMENT);
    }

    @Override
    public Answer ask(Parameters parameters, Snapshot snapshot) {
        String segment = snapshot.requireSegment(parameters.get(SEGMENT));
        Table table = snapshot.ask(rows(segment));
        return snapshot.answer(Page.WHOLE, table.rows().size(), SegmentsQuestion.row(snapshot, segment), table);
    }

    private static Map<String, String> features() {
        Map<String, String> features = new LinkedHashMap<>();
        features.put("recencyDays", "days");
        features.put("frequency", "orders");
        features.put("monetary", "currency");
        features.put("averageOrderValue", "currency");
        features.put("returnProbability", "probability");
        return features;
    }

    /** All features at once, so that the customers are read twice: for the means, and to compare with them. */
    private static String rows(String segment) {
        return ", mine AS MATERIALIZED (SELECT "
                + eachFeature("avg(\"%1$s\") AS \"%1$sMine\"")
                + " FROM present WHERE segment = " + Sql.text(segment)
                + "), compared AS MATERIALIZED (SELECT "
                + eachFeature(
                        "any_value(\"%1$sMine\") AS \"%1$sMine\", avg(\"%1$s\") AS \"%1$sAll\","
                                + " count(*) FILTER (\"%1$s\" < \"%1$sMine\") AS \"%1$sBelow\", count(\"%1$s\") AS \"%1$sCount\"")
                + " FROM present, mine WHERE frequency > 0)\n"
                + FEATURES.entrySet().stream()
                        .map(feature -> FEATURE.formatted(feature.getKey(), feature.getValue()))
                        .collect(Collectors.joining("UNION ALL "));
    }

    private static String eachFeature(String columns) {
        return FEATURES.keySet().stream().map(columns::formatted).collect(Collectors.joining(", "));
    }
}
