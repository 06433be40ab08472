package io.rfmstreams.http;

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

    /** What is counted and measured, in the text format of Prometheus. */
    String metrics();
}
