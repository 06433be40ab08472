package io.rfmstreams.http;

import io.javalin.http.Context;
import io.rfmstreams.query.PeerReader;

/** Queries of other instances for the stored state of a customer. */
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
        boolean allowStandby = hop.equals(PeerReader.ALLOW_STANDBY);
        if (!allowStandby && !hop.equals(PeerReader.OWNER_ONLY)) {
            throw new ProblemException(ProblemType.BAD_REQUEST, PeerReader.HOP_HEADER + " has an unknown value");
        }
        ctx.contentType("application/octet-stream").result(peers.find(RequestPath.customerId(ctx), allowStandby));
    }
}
