package io.rfmstreams.http.mcp;

import io.rfmstreams.query.CustomerId;

/** What the tools ask of a processor. Requests and answers are the JSON of the REST API, in UTF-8. */
public interface ProcessorQueries {

    /**
     * Returns a customer as of now.
     *
     * @throws ToolException if the processor does not answer with a customer
     * @throws io.rfmstreams.query.QueryException likewise
     */
    byte[] customer(CustomerId customerId, Caller caller);

    /** Returns a customer before and after a hypothetical event; fails as {@link #customer} does. */
    byte[] whatIf(CustomerId customerId, byte[] request, Caller caller);

    /** Returns the nearest segment to a point; fails as {@link #customer} does. */
    byte[] score(byte[] request, Caller caller);
}
