package io.rfmstreams.http;

import io.javalin.http.Context;
import io.rfmstreams.query.PeerReads;

/** What other instances ask: the stored state of a customer that this one holds. Never asks a further instance. */
final class PeerResource {

    private final PeerReads peers;

    PeerResource(PeerReads peers) {
        this.peers = peers;
    }

    void find(Context ctx) {
        String hop = ctx.header(PeerReads.HOP_HEADER);
        if (hop == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "/ lists what there is");
        }
        boolean takeCopy = hop.equals(PeerReads.COPY_WILL_DO);
        if (!takeCopy && !hop.equals(PeerReads.OWNER_ONLY)) {
            throw new ProblemException(ProblemType.BAD_REQUEST, PeerReads.HOP_HEADER + " has an unknown value");
        }
        ctx.contentType("application/octet-stream").result(peers.find(RequestPath.customerId(ctx), takeCopy));
    }
}
