package io.rfmstreams.contract;

import io.rfmstreams.rfm.StateBytes;

/** The byte that every row of state begins with. */
public final class StateFormat {

    private StateFormat() {}

    /**
     * Reads the format byte, and goes on behind it.
     *
     * @param what names the state in the message
     * @throws UnknownStateFormatException if the state was not written in this format
     */
    public static StateBytes.Cursor require(int format, String what, byte[] bytes) {
        StateBytes.Cursor state = new StateBytes.Cursor(bytes, 0);
        int found = state.single();
        if (found != format) {
            throw new UnknownStateFormatException("the state of " + what + " has format " + found
                    + ", this program reads format " + format
                    + " only: run the version that wrote it, or rebuild the state from purchases"
                    + " under another application.id");
        }
        return state;
    }
}
