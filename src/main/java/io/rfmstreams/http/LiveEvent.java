package io.rfmstreams.http;

/**
 * Something that the dashboard shows as it happens.
 *
 * @param type what it is
 * @param json the JSON object of the message
 */
public record LiveEvent(Type type, String json) {

    /** The types of events. */
    public enum Type {
        /** A customer moved to another segment. */
        CHANGE,
        /** A valued customer is leaving. */
        ALERT
    }

    public LiveEvent {
        if (json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("the JSON of an event must be one line");
        }
    }
}
