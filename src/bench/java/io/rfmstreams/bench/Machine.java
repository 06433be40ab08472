package io.rfmstreams.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The machine of a measurement, without its name. */
public final class Machine {

    private Machine() {}

    /** Adds the field {@code machine} to a result, with the number of cores and the version of Java. Returns its value. */
    public static ObjectNode addTo(ObjectNode result) {
        return result.putObject("machine")
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("jdk", Runtime.version().toString());
    }
}
