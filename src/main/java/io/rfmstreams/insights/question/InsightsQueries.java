package io.rfmstreams.insights.question;

import java.util.List;
import java.util.Map;

/** Questions about segments and many customers. Any number of threads may ask at the same time. */
public interface InsightsQueries {

    /**
     * Returns the definitions of a question's parameters.
     *
     * @param question name of the question, see {@link TableQueries}
     */
    List<Parameter<?>> parameters(String question);

    /**
     * Answers a question.
     *
     * @param question name of the question, see {@link TableQueries}
     * @param values its parameters by name, as text
     * @throws QuestionException if the parameters do not allow an answer
     */
    Answer ask(String question, Map<String, String> values);
}
