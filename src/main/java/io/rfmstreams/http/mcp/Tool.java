package io.rfmstreams.http.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A question that an assistant can ask. Tools read and never write. */
record Tool(Definition definition, Call call) {

    /**
     * What an assistant knows of a tool.
     *
     * @param name unique; lower case with underscores
     * @param title the name for people
     * @param description what the tool answers and when to use it
     * @param inputSchema JSON schema of the arguments
     * @param outputSchema JSON schema of the answer
     */
    record Definition(
            String name,
            String title,
            String description,
            Map<String, Object> inputSchema,
            Map<String, Object> outputSchema) {}

    /** Answers from the data. */
    @FunctionalInterface
    interface Call {

        /**
         * Answers.
         *
         * @param arguments as JSON values
         * @throws ToolException if there is no answer
         * @throws io.rfmstreams.insights.question.QuestionException if the arguments do not allow an answer
         * @throws io.rfmstreams.query.QueryException if they do not, or if the customer cannot be read
         */
        ObjectNode answer(Map<String, Object> arguments, Caller caller);
    }
}
