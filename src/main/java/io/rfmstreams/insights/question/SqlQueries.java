package io.rfmstreams.insights.question;

/** SQL that reads the tables of the read model. */
public interface SqlQueries {

    /**
     * Runs a query.
     *
     * @throws QuestionException if the text may not run, fails or takes too long, or if another one is running
     */
    SqlResult run(String sql);
}
