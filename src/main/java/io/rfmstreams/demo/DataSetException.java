package io.rfmstreams.demo;

import org.jspecify.annotations.Nullable;

/** A file cannot be read as a data set. The message contains the file name and the cause. */
public final class DataSetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataSetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
