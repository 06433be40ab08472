package io.rfmstreams.http.mcp;

import io.rfmstreams.insights.question.InsightsQueries;
import java.util.Arrays;
import java.util.List;

/** The tools of a server. */
public final class Tools {

    private final List<Tool> all;

    private Tools(List<Tool> all) {
        this.all = List.copyOf(all);
    }

    /** Returns the tools of a read model. */
    public static Tools of(InsightsQueries queries) {
        return new Tools(Arrays.stream(AskedQuestion.values())
                .<Tool>map(asked -> new QuestionTool(asked, queries))
                .toList());
    }

    List<Tool> all() {
        return all;
    }
}
