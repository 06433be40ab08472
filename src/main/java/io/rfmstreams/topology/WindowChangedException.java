package io.rfmstreams.topology;

/** State that was built with another window: buckets that have left it cannot be brought back. */
public final class WindowChangedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    WindowChangedException(String built, String configured) {
        super("the state was built with rfm.window=" + built + ", configuration says " + configured
                + ": set it back, or start under another application.id to rebuild the state from purchases");
    }
}
