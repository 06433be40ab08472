package io.rfmstreams.insights.question;

/** Why a question is not answered. */
public enum QuestionError {
    /** A parameter is missing, unknown or has another value than allowed. */
    BAD_REQUEST,
    /** No model and no customer has the segment. */
    UNKNOWN_SEGMENT,
    /** The read model has no customer with the id. */
    UNKNOWN_CUSTOMER,
    /** There is no active model, and the question needs its scaled space. */
    NO_MODEL,
    /** The query of SQL is not allowed. */
    SQL_REFUSED,
    /** Another query of SQL is running. */
    OVERLOADED
}
