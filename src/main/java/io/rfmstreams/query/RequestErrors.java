package io.rfmstreams.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.rfmstreams.contract.InvalidFieldException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes errors in requests: the invalid field and its requirement. */
final class RequestErrors {

    static final String NOT_JSON = "the body is not JSON, or exceeds the limits";
    static final String NOT_AN_OBJECT = "the body must be one JSON object";

    private static final Map<String, String> REQUIREMENTS = Map.of(
            "purchase", "a JSON object",
            "purchase.amount", "a number",
            "purchase.occurredAt", "an RFC 3339 timestamp",
            "waitDays", "a whole number of 0 to " + WhatIf.Wait.MAX_DAYS,
            "recency", "a number of 0 to 10^12",
            "frequency", "a number of 0 to 10^12",
            "monetary", "a number of -10^12 to 10^12");

    private RequestErrors() {}

    static String describe(JsonMappingException invalid) {
        Throwable cause = invalid.getCause();
        if (cause instanceof JsonProcessingException && !(cause instanceof InputCoercionException)) {
            return NOT_JSON;
        }
        List<Reference> path = invalid.getPath();
        if (invalid instanceof UnrecognizedPropertyException unknown) {
            return unknownField(unknown, path);
        }
        String field = name(path);
        if (cause instanceof InvalidFieldException wrong) {
            return name(path.subList(0, path.size() - 1)) + ": " + wrong.getMessage();
        }
        return field.isEmpty() ? NOT_AN_OBJECT : field + " must be " + requirement(field);
    }

    static String requirement(String field) {
        return REQUIREMENTS.getOrDefault(field, "another value");
    }

    private static String unknownField(UnrecognizedPropertyException unknown, List<Reference> path) {
        String object = name(path.subList(0, path.size() - 1));
        return (object.isEmpty() ? "the body" : object) + " may have no other field than "
                + unknown.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String name(List<Reference> path) {
        return path.stream().map(Reference::getFieldName).collect(Collectors.joining("."));
    }
}
