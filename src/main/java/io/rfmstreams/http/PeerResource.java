package io.rfmstreams.http;

import io.javalin.http.Context;
import io.rfmstreams.query.PeerReader;

/** What other instances ask: the stored state of a customer that this one holds. Never asks a further instance. */
final class PeerResource {

    private final PeerReader peers;

    PeerResource(PeerReader peers) {
        this.peers = peers;
    }

    void find(Context ctx) {
        String hop = ctx.header(PeerReader.HOP_HEADER);
        if (hop == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, ErrorResponses.SEE_ROOT);
        }
        boolean takeCopy = hop.equals(PeerReader.COPY_WILL_DO);
        if (!takeCopy && !hop.equals(PeerReader.OWNER_ONLY)) {
            throw new ProblemException(ProblemType.BAD_REQUEST, PeerReader.HOP_HEADER + " has an unknown value");
        }
        ctx.contentType("application/octet-stream").result(peers.find(RequestPath.customerId(ctx), takeCopy));
    }
}
