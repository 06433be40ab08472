package io.rfmstreams.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Messages that came again or not at all, which {@code at_least_once} permits around a fault.
 *
 * @param additional messages that an undisturbed run does not write
 * @param missing messages of an undisturbed run that were not written
 */
record Repeats(int additional, int missing) {

    static Repeats of(Results actual, Results expected) {
        return new Repeats(
                more(actual.changes(), expected.changes()) + more(actual.alerts(), expected.alerts()),
                more(expected.changes(), actual.changes()) + more(expected.alerts(), actual.alerts()));
    }

    /** Returns how many messages are in the first and not in the second. */
    private static int more(Map<String, List<String>> one, Map<String, List<String>> other) {
        int more = 0;
        for (Map.Entry<String, List<String>> messages : one.entrySet()) {
            List<String> rest = new ArrayList<>(messages.getValue());
            other.getOrDefault(messages.getKey(), List.of()).forEach(rest::remove);
            more += rest.size();
        }
        return more;
    }

    @Override
    public String toString() {
        return additional + " messages repeated, " + missing + " missing";
    }
}
