package io.rfmstreams.http;

import java.util.Optional;

/** How the service is. */
public interface ServiceStatus {

    /** The program's version. */
    String version();

    /** One word, such as {@code RUNNING}. */
    String state();

    /** Whether the process is worth keeping; false once it has stopped for good. */
    boolean isLive();

    /** Whether it answers questions. */
    boolean isReady();

    /** What does not work at present although questions are answered; empty where everything works. */
    Optional<String> degradation();

    /** What is counted and measured, in the text format of Prometheus. */
    String metrics();
}
