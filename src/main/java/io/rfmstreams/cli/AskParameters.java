package io.rfmstreams.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of questions. Each is a parameter of the REST API, which says which question has it and what it may be. */
final class AskParameters {

    private final Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--days", paramLabel = "N", description = "Days ahead (slipping, forecast) or back (the others).")
    private @Nullable String days;

    @Option(names = "--segment", paramLabel = "ID", description = "Only customers of this segment.")
    private @Nullable String segment;

    @Option(names = "--into", paramLabel = "ID", description = "Segment in which look-alikes are searched.")
    private @Nullable String into;

    @Option(names = "--like", paramLabel = "ID", description = "Segment of the better customers (potential).")
    private @Nullable String like;

    @Option(names = "--metric", paramLabel = "NAME", description = "Distance: euclidean, manhattan or chebyshev.")
    private @Nullable String metric;

    @Option(names = "--n", paramLabel = "N", description = "Number of look-alikes of each customer.")
    private @Nullable String n;

    @Option(names = "--top", paramLabel = "N", description = "Number of best customers (audience).")
    private @Nullable String top;

    @Option(names = "--from", paramLabel = "TIME", description = "Start of the period (flows, alerts).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "End of the period (flows, alerts).")
    private @Nullable String to;

    @Option(names = "--reason", paramLabel = "NAME", description = "Only moves with this reason (flows).")
    private @Nullable String reason;

    @Option(names = "--kind", paramLabel = "NAME", description = "Only alerts of this kind.")
    private @Nullable String kind;

    @Option(names = "--outcome", paramLabel = "NAME", description = "Only alerts that are open, returned or lost.")
    private @Nullable String outcome;

    @Option(names = "--search", paramLabel = "TEXT", description = "First characters of the id (customers).")
    private @Nullable String search;

    @Option(names = "--no-offer-days", paramLabel = "N", description = "Only customers without an offer in N days.")
    private @Nullable String noOfferDays;

    @Option(names = "--min-monetary", paramLabel = "AMOUNT", description = "Only customers with at least this value.")
    private @Nullable String minMonetary;

    @Option(names = "--recency-growth", paramLabel = "N", description = "Days by which recency has grown (trends).")
    private @Nullable String recencyGrowth;

    @Option(names = "--before", paramLabel = "N", description = "Days before a move that are compared (flow).")
    private @Nullable String before;

    @Option(names = "--step", paramLabel = "N", description = "Days between two times (forecast).")
    private @Nullable String step;

    @Option(names = "--offer", paramLabel = "ID", description = "Only this offer (offers).")
    private @Nullable String offer;

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            description = "Order of the rows, as in the API; - for descending.")
    private @Nullable String sort;

    @Option(names = "--limit", paramLabel = "N", description = "Rows at most (default: 50).")
    private @Nullable String limit;

    @Option(names = "--offset", paramLabel = "N", description = "Rows to skip.")
    private @Nullable String offset;

    /** Returns the parameters that are given, by their name in the API. */
    Map<String, String> values(AskQuestion question) {
        put("days", days);
        put("segment", segment);
        put(question == AskQuestion.LOOKALIKES ? "segment" : "into", into);
        put("like", like);
        put("metric", metric);
        put("n", n);
        put("top", top);
        put("from", from);
        put("to", to);
        put("reason", reason);
        put("kind", kind);
        put("outcome", outcome);
        put("search", search);
        put("noOfferDays", noOfferDays);
        put("minMonetary", minMonetary);
        put("recencyGrowth", recencyGrowth);
        put("before", before);
        put("step", step);
        put("offer", offer);
        put("sort", sort);
        put("limit", limit);
        put("offset", offset);
        return values;
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
