package io.rfmstreams.topology;

/** The state was built with another window. Buckets that have left that window cannot be restored. */
public final class WindowChangedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    WindowChangedException(String built, String configured) {
        super("the state was built with rfm.window=" + built + ", but rfm.window is " + configured
                + ". Set rfm.window to " + built
                + ", or set another application.id to rebuild the state from the purchases topic");
    }
}
