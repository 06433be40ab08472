package io.rfmstreams.insights.question;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Gives an answer again when the same is asked soon, see {@link Kept}. The answer says which time it refers to and how far the
 * tables followed the topics at that time. The segment table is fresh for less than a second, because people
 * watch its figures move. Other answers are fresh for longer; some of them read all orders or alerts.
 */
public final class KeptAnswers implements InsightsQueries {

    private static final long MAX_BYTES = 64L << 20;
    private static final long BYTES_OF_A_CELL = 48;
    private static final String SEGMENTS = "segments";
    private static final Duration MAX_SEGMENTS_AGE = Duration.ofMillis(700);
    private static final Duration MAX_AGE = Duration.ofSeconds(30);

    private final InsightsQueries queries;
    private final Kept<Asked, Answer> segments;
    private final Kept<Asked, Answer> others;

    private record Asked(String question, Map<String, String> parameters) {}

    /**
     * Creates an instance that keeps nothing yet.
     *
     * @param ofSegments computes the segment table again, and nothing else, so that the table never waits for a longer answer
     * @param background computes other answers again
     */
    public KeptAnswers(InsightsQueries queries, Executor ofSegments, Executor background) {
        this.queries = queries;
        segments = new Kept<>(MAX_BYTES, KeptAnswers::bytes, MAX_SEGMENTS_AGE, ofSegments, System::nanoTime);
        others = new Kept<>(MAX_BYTES, KeptAnswers::bytes, MAX_AGE, background, System::nanoTime);
    }

    @Override
    public List<Parameter<?>> parameters(String question) {
        return queries.parameters(question);
    }

    @Override
    public Answer ask(String question, Map<String, String> parameters) {
        Asked asked = new Asked(question, Map.copyOf(parameters));
        Kept<Asked, Answer> kept = question.equals(SEGMENTS) ? segments : others;
        return kept.get(asked, () -> queries.ask(question, asked.parameters()));
    }

    private static long bytes(Answer answer) {
        List<String> columns = answer.table().columns();
        return BYTES_OF_A_CELL * (columns.size() * (answer.table().rows().size() + 1L));
    }
}
