package io.rfmstreams.http.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A question that an assistant can ask. Tools read and never write. */
interface Tool {

    /** Returns the name, which is unique: lower case with underscores. */
    String name();

    /** Returns the name for people. */
    String title();

    /** Returns what the tool answers and when to use it, for the assistant. */
    String description();

    /** Returns the JSON schema of the arguments. */
    Map<String, Object> inputSchema();

    /** Returns the JSON schema of the answer. */
    Map<String, Object> outputSchema();

    /**
     * Answers from the data.
     *
     * @param arguments as JSON values
     * @throws io.rfmstreams.insights.question.QuestionException if the arguments do not allow an answer
     * @throws io.rfmstreams.query.QueryException if the arguments do not allow an answer, or the customer cannot be read
     */
    ObjectNode call(Map<String, Object> arguments, Caller caller);
}
