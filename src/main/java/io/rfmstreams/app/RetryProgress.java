package io.rfmstreams.app;

/** Is told how far a retry of dead letters is. */
@FunctionalInterface
public interface RetryProgress {

    /** Is called after records were sent. */
    void onProgress(int sent, int total);
}
