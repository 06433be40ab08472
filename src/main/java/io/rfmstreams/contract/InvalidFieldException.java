package io.rfmstreams.contract;

/** A field of an incoming message that breaks the contract. Carries no stack trace: it is an answer, not a fault. */
public final class InvalidFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 40;

    private final RejectionReason reason;

    public InvalidFieldException(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public RejectionReason reason() {
        return reason;
    }

    /** The first characters of a bad value, safe to print. */
    public static String quote(String value) {
        String start = value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE) + "…";
        return "'" + start.replaceAll("\\p{Cc}", "?") + "'";
    }
}
