package io.rfmstreams.files;

/** Learns of the lines of a file that cannot be understood. */
@FunctionalInterface
public interface LineListener {

    /** Called for each rejected line, which is not sent. */
    void onRejected(RejectedLine line);

    /** Called for each JSON line that is sent as it is, although the processor will reject it. */
    default void onInvalid(RejectedLine line) {}
}
