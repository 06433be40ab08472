package io.rfmstreams.demo;

import org.jspecify.annotations.Nullable;

/** A file that cannot be read as a data set; the message names the file and says why in plain words. */
public final class DataSetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataSetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
