package io.rfmstreams.topology;

import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.contract.RejectionReason;

/** Rejects an input record, which becomes a dead letter. It has no stack trace, because a rejected record is expected input. */
public final class RejectedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    RejectedRecordException(RejectionReason reason, String detail) {
        super(reason.code() + ": " + detail, null, false, false);
        this.reason = reason;
    }

    static RejectedRecordException of(InputRecord.Malformed malformed) {
        return new RejectedRecordException(malformed.reason(), malformed.detail());
    }

    RejectionReason reason() {
        return reason;
    }
}
