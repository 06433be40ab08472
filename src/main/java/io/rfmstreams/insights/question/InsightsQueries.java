package io.rfmstreams.insights.question;

import java.util.Map;

/** Questions about segments and many customers. Any number of threads may ask at the same time. */
public interface InsightsQueries {

    /**
     * Answers a question.
     *
     * @param question name of the question, see {@link TableQueries}
     * @param parameters its parameters by name, as text; each has a default or is required
     * @throws QuestionException if the parameters do not allow an answer
     */
    Answer ask(String question, Map<String, String> parameters);
}
