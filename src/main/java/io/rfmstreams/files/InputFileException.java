package io.rfmstreams.files;

import org.jspecify.annotations.Nullable;

/** A file cannot be read as orders. The message contains the file name and the cause. */
public final class InputFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean usage;

    private InputFileException(String message, @Nullable Throwable cause, boolean usage) {
        super(message, cause);
        this.usage = usage;
    }

    /** Returns that the file cannot be read. */
    public static InputFileException unreadable(String message, @Nullable Throwable cause) {
        return new InputFileException(message, cause, false);
    }

    /** Returns that the file cannot be understood without another option. The message names the option. */
    public static InputFileException usage(String message) {
        return new InputFileException(message, null, true);
    }

    /** Returns the same exception with the name of the file. */
    InputFileException in(String file) {
        return new InputFileException(file + " is not a valid data set: " + getMessage(), this, usage);
    }

    /** Returns whether the command was used wrongly, so that another option makes the file readable. */
    public boolean isUsage() {
        return usage;
    }
}
