package io.rfmstreams.insights.question;

/** A question about customers and segments. An instance has no state. */
interface Question {

    /**
     * Answers the question.
     *
     * @param parameters what is asked; the question reads all that it knows and then calls {@link Parameters#finish}
     * @param snapshot the tables at one moment
     * @throws QuestionException if the parameters do not allow an answer
     */
    Answer ask(Parameters parameters, Snapshot snapshot);
}
