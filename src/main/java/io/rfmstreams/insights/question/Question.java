package io.rfmstreams.insights.question;

import java.util.List;

/** A question about customers and segments. An instance has no state that changes an answer. */
interface Question {

    /** Returns the definitions of the parameters, in the order in which they are documented. */
    List<Parameter<?>> parameters();

    /**
     * Answers the question.
     *
     * @param parameters what is asked
     * @param snapshot the tables at one moment
     * @throws QuestionException if the parameters do not allow an answer
     */
    Answer ask(Parameters parameters, Snapshot snapshot);
}
