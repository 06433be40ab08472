package io.rfmstreams.insights.question;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The questions to the tables, by name. */
public final class TableQueries implements InsightsQueries {

    private final Snapshots snapshots;
    private final Map<String, Question> questions;

    /** Creates the questions to tables. */
    public TableQueries(Snapshots snapshots, SizeForecasts forecasts) {
        this.snapshots = snapshots;
        PointsCache points = snapshots.points();
        questions = new TreeMap<>(Map.ofEntries(
                Map.entry("segments", new SegmentsQuestion()),
                Map.entry("segment", new SegmentProfileQuestion()),
                Map.entry("segment-customers", new CustomersQuestion("-monetary")),
                Map.entry("segment-changes", new SegmentChangesQuestion()),
                Map.entry("audience", new AudienceQuestion(points)),
                Map.entry("customers", new CustomersQuestion("customerId")),
                Map.entry("timeline", new TimelineQuestion()),
                Map.entry("look-alikes", new LookAlikesQuestion(points)),
                Map.entry("revenue-potential", new RevenuePotentialQuestion(points, snapshots.background())),
                Map.entry("flows", new FlowsQuestion()),
                Map.entry("flow", new FlowQuestion()),
                Map.entry("slipping", new SlippingQuestion()),
                Map.entry("alerts", new AlertsQuestion()),
                Map.entry("alert-precision", new AlertPrecisionQuestion()),
                Map.entry("trends", new TrendsQuestion()),
                Map.entry("forecast", new ForecastQuestion(forecasts)),
                Map.entry("offer-effect", new OfferEffectQuestion()),
                Map.entry("map", new MapQuestion())));
    }

    @Override
    public List<Parameter<?>> parameters(String question) {
        return question(question).parameters();
    }

    @Override
    public Answer ask(String name, Map<String, String> values) {
        Question question = question(name);
        Parameters parameters = new Parameters(values, question.parameters());
        return snapshots.read(snapshot -> question.ask(parameters, snapshot));
    }

    private Question question(String name) {
        Question question = questions.get(name);
        if (question == null) {
            throw new IllegalArgumentException("question must be one of "
                    + questions.keySet().stream().collect(Collectors.joining(", ")) + ", not " + name);
        }
        return question;
    }
}
