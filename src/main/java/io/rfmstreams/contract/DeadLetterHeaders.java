package io.rfmstreams.contract;

import java.util.List;

/**
 * The headers of a dead letter. They follow the headers of the original record, so that the last header with a name is
 * the dead letter's. The values are UTF-8 text.
 */
public final class DeadLetterHeaders {

    /** The rejection reason, such as {@code bad-json}. */
    public static final String ERROR = "error";

    /** The class of the exception. */
    public static final String EXCEPTION = "__streams.errors.exception";

    /** The rejection reason and the detail. */
    public static final String MESSAGE = "__streams.errors.message";

    /** The topic of the original record. */
    public static final String TOPIC = "__streams.errors.topic";

    /** The partition of the original record. */
    public static final String PARTITION = "__streams.errors.partition";

    /** The offset of the original record. */
    public static final String OFFSET = "__streams.errors.offset";

    /**
     * The size of the original value in bytes, 0 for none. It is larger than the dead letter's value if that was
     * truncated.
     */
    public static final String ORIGINAL_SIZE = "original-size";

    /**
     * The size of the original key in bytes, 0 for none. It is larger than the dead letter's key if that was truncated.
     */
    public static final String ORIGINAL_KEY_SIZE = "original-key-size";

    /** The number of headers of the original record. Headers are left out if they are too large together. */
    public static final String ORIGINAL_HEADERS = "original-headers";

    /** The headers that a dead letter has after those of the original record, in their order. */
    public static final List<String> OWN = List.of(
            ERROR, EXCEPTION, MESSAGE, TOPIC, PARTITION, OFFSET, ORIGINAL_SIZE, ORIGINAL_KEY_SIZE, ORIGINAL_HEADERS);

    /**
     * The only header of a retry mark: a record without a value that follows a dead letter in its partition and says that
     * the original record was sent again. The value is the offset of the dead letter.
     */
    public static final String RETRIED_OFFSET = "retried-offset";

    private DeadLetterHeaders() {}
}
