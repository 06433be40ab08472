package io.rfmstreams.bench.recovery;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How one of two instances stops, and what helps the other.
 *
 * @param standbys standby replicas of each partition
 * @param isKilled killed as {@code kill -9} does; otherwise stopped as {@code kill} does
 * @param returns whether it is started again at once
 * @param sessionMillis the session timeout of classic and static members; 0 for Kafka's default
 */
record RecoveryCase(Membership membership, int standbys, boolean isKilled, boolean returns, int sessionMillis) {

    private static final String SESSION = "session=";

    /** How an instance is a member of its group. */
    enum Membership {
        CLASSIC,
        STATIC,
        STREAMS
    }

    /** Parses, for example, {@code static,1,kill,returns,session=10000}. The words after the number are optional. */
    static RecoveryCase parse(String text) {
        String[] words = text.split(",");
        boolean isKilled = false;
        boolean returns = false;
        int sessionMillis = 0;
        for (int i = 2; i < words.length; i++) {
            if (words[i].startsWith(SESSION)) {
                sessionMillis = Integer.parseInt(words[i].substring(SESSION.length()));
            } else if (words[i].equals("kill")) {
                isKilled = true;
            } else if (words[i].equals("returns")) {
                returns = true;
            } else {
                throw new IllegalArgumentException("case is " + text + ", must not contain " + words[i]);
            }
        }
        Membership membership = Membership.valueOf(words[0].toUpperCase(Locale.ROOT));
        return new RecoveryCase(membership, Integer.parseInt(words[1]), isKilled, returns, sessionMillis);
    }

    /** Returns the configuration of an instance. */
    Map<String, String> configuration(String instance) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("process.standbys", String.valueOf(standbys));
        if (sessionMillis > 0) {
            configuration.put("kafka.main.consumer.session.timeout.ms", String.valueOf(sessionMillis));
        }
        switch (membership) {
            case CLASSIC -> {}
            case STATIC -> configuration.put("kafka.main.consumer.group.instance.id", instance);
            case STREAMS -> configuration.put("kafka.group.protocol", "streams");
        }
        return configuration;
    }

    /** Returns, for example, {@code killed, started again}. */
    String event() {
        return (isKilled ? "killed" : "stopped")
                + (returns ? ", started again" : "")
                + (sessionMillis > 0 ? ", session timeout " + sessionMillis / 1_000 + " s" : "");
    }
}
