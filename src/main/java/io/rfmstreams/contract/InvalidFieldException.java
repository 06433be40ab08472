package io.rfmstreams.contract;

/**
 * A field of an incoming message is invalid. The exception has no stack trace, because it describes input and not a
 * fault of the program.
 */
public final class InvalidFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_QUOTE_LENGTH = 40;

    private final RejectionReason reason;

    public InvalidFieldException(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public RejectionReason reason() {
        return reason;
    }

    /** Quotes the first characters of an invalid value. Control characters are replaced. */
    public static String quote(String value) {
        String start = value.length() <= MAX_QUOTE_LENGTH ? value : value.substring(0, MAX_QUOTE_LENGTH) + "…";
        return "'" + start.replaceAll("\\p{Cc}", "?") + "'";
    }
}
