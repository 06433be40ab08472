package io.rfmstreams.http;

import java.util.Optional;

/** The status of the service. */
public interface ServiceStatus {

    /** Returns the version of the program. */
    String version();

    /** Returns the state as one word, such as {@code RUNNING}. */
    String state();

    /** Returns whether the process works; false after it has stopped permanently. */
    boolean isLive();

    /** Returns whether it answers queries. */
    boolean isReady();

    /** Returns what does not work at present although queries are answered; empty if everything works. */
    Optional<String> degradation();

    /** Returns the metrics in the text format of Prometheus. */
    String metrics();
}
