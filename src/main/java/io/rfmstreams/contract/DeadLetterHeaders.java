package io.rfmstreams.contract;

/**
 * Headers of a dead letter. They come after those of the original record, so that the last header of a name is the dead
 * letter's own. Their values are text in UTF-8.
 */
public final class DeadLetterHeaders {

    /** The bare reason, such as {@code bad-json}. */
    public static final String ERROR = "error";

    /** Class of the exception. */
    public static final String EXCEPTION = "__streams.errors.exception";

    /** The reason and what exactly is wrong. */
    public static final String MESSAGE = "__streams.errors.message";

    /** Where the whole original stands: its topic. */
    public static final String TOPIC = "__streams.errors.topic";

    /** Its partition. */
    public static final String PARTITION = "__streams.errors.partition";

    /** Its offset. */
    public static final String OFFSET = "__streams.errors.offset";

    /** Bytes of the original value, 0 for none; more than the dead letter's value has where that was cut. */
    public static final String ORIGINAL_SIZE = "original-size";

    /** Bytes of the original key, 0 for none; more than the dead letter's key has where that was cut. */
    public static final String ORIGINAL_KEY_SIZE = "original-key-size";

    /** How many headers the original had; those that are not here were too large together. */
    public static final String ORIGINAL_HEADERS = "original-headers";

    private DeadLetterHeaders() {}
}
