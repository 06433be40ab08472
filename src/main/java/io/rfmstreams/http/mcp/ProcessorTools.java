package io.rfmstreams.http.mcp;

import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.WhatIf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tools that ask a processor. Their arguments are the fields of the request of the REST API, and the customer's id. */
final class ProcessorTools {

    private static final String ID = "id";
    private static final Map.Entry<String, Object> ID_PROPERTY =
            Schemas.property(ID, "string", "The id of the customer.");
    private static final Map.Entry<String, Object> DISTANCES =
            Schemas.property("distances", "array", "Distance to each segment, in scaled units.");

    private static final Tool.Definition CUSTOMER = new Tool.Definition(
            "customer",
            "A customer now, with the forecast",
            "Returns a customer as of now: segment, rank, recommended action, recency, frequency, monetary value, return"
                    + " probability, the distances to all segments, and the forecast: the whole path through the segments if"
                    + " the customer buys nothing.",
            Schemas.closed(Schemas.object(List.of(ID), ID_PROPERTY)),
            Schemas.object(
                    List.of("customerId", "segment", "asOf", "forecast", "distances"),
                    Schemas.property("segment", "string", "The id of the segment."),
                    Schemas.property("asOf", "string", "The time that the answer refers to."),
                    Schemas.property("forecast", "array", "The moves to come without an order."),
                    DISTANCES));

    private static final Tool.Definition WHAT_IF = new Tool.Definition(
            "what_if",
            "A customer after a purchase, or after some days",
            "Returns a customer before and after a purchase, or after a number of days without one: give exactly one of purchase"
                    + " and waitDays. Nothing is written. Try several amounts to find the cheapest way to a better segment.",
            Schemas.closed(Schemas.object(
                    List.of(ID),
                    ID_PROPERTY,
                    Map.entry(
                            "purchase",
                            Schemas.closed(Schemas.object(
                                    List.of("amount"),
                                    Schemas.property("amount", "number", "In the currency of the shop."),
                                    Schemas.property("occurredAt", "string", "RFC 3339 timestamp. Default: now.")))),
                    Map.entry("waitDays", Map.of("type", "integer", "minimum", 0, "maximum", WhatIf.Wait.MAX_DAYS)))),
            Schemas.object(
                    List.of("customerId", "moves", "before", "after"),
                    Schemas.property("moves", "boolean", "Whether the segment would be another one."),
                    Schemas.property("before", "object", "The customer now."),
                    Schemas.property("after", "object", "The customer after it.")));

    private static final Tool.Definition SCORE = new Tool.Definition(
            "score",
            "The segment of given values",
            "Returns the segment that is nearest to a recency, a frequency and a monetary value, and the return probability of"
                    + " such a customer.",
            Schemas.closed(Schemas.object(
                    List.of("recency", "frequency", "monetary"),
                    Schemas.property("recency", "number", "Days since the last order."),
                    Schemas.property("frequency", "number", "Orders in the window."),
                    Schemas.property("monetary", "number", "Their sum, in the currency of the shop."))),
            Schemas.object(
                    List.of("segment", "modelVersion", "distances"),
                    Schemas.property("segment", "string", "The id of the segment."),
                    Schemas.property("modelVersion", "integer", "The active version."),
                    DISTANCES));

    private ProcessorTools() {}

    static List<Tool> of(ProcessorQueries processor) {
        return List.of(
                new Tool(CUSTOMER, (arguments, caller) -> {
                    requireOnly(arguments, ID);
                    return AnswerNodes.read(processor.customer(id(arguments), caller));
                }),
                new Tool(WHAT_IF, (arguments, caller) -> {
                    Map<String, Object> event = new LinkedHashMap<>(arguments);
                    event.remove(ID);
                    return AnswerNodes.read(processor.whatIf(id(arguments), AnswerNodes.write(event), caller));
                }),
                new Tool(
                        SCORE,
                        (arguments, caller) ->
                                AnswerNodes.read(processor.score(AnswerNodes.write(arguments), caller))));
    }

    private static CustomerId id(Map<String, Object> arguments) {
        if (arguments.get(ID) instanceof String id) {
            return new CustomerId(id);
        }
        throw new ToolException("id is required and must be a text: the id of the customer");
    }

    private static void requireOnly(Map<String, Object> arguments, String known) {
        for (String name : arguments.keySet()) {
            if (!name.equals(known)) {
                throw new ToolException("'" + name + "' is no argument of this tool; it has " + known);
            }
        }
    }
}
