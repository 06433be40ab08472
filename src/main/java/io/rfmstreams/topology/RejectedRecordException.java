package io.rfmstreams.topology;

import io.rfmstreams.contract.RejectionReason;

/** A record that becomes a dead letter. Carries no stack trace: it is an answer, not a fault. */
final class RejectedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    RejectedRecordException(RejectionReason reason, String detail) {
        super(reason.code() + ": " + detail, null, false, false);
        this.reason = reason;
    }

    RejectionReason reason() {
        return reason;
    }
}
