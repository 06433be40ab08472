package io.rfmstreams.http.mcp;

import io.rfmstreams.insights.question.InsightsQueries;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tools of a server. */
public final class Tools {

    private final List<Tool> all;

    private Tools(List<Tool> all) {
        this.all = all;
    }

    /**
     * Returns the tools that ask a read model, and those that ask a processor.
     *
     * @param processor empty if none can be asked; then there are no tools for one customer
     */
    public static Tools of(InsightsQueries queries, Optional<ProcessorQueries> processor) {
        return new Tools(Stream.concat(
                        QuestionTools.of(queries).stream(),
                        processor.map(ProcessorTools::of).orElse(List.of()).stream())
                .toList());
    }

    List<Tool> all() {
        return all;
    }
}
