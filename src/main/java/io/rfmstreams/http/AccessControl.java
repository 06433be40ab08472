package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets a request go on to its route, or not. Where no token is set, only this machine may ask; since a browser on it runs the
 * pages of strangers, a request must name this machine as its host, and must not come from another site's page.
 */
final class AccessControl implements Handler {

    private static final String ALLOWED_BY_TOKEN = "allowed-by-token";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Tokens tokens;
    private final boolean onlyThisMachine;

    /** @param loopback whether only this machine can reach the server */
    AccessControl(Tokens tokens, boolean loopback) {
        this.tokens = tokens;
        this.onlyThisMachine = !tokens.areSet() && loopback;
    }

    @Override
    public void handle(Context ctx) {
        AccessLevel access = (AccessLevel) ctx.routeRoles().iterator().next();
        if (onlyThisMachine && !THIS_MACHINE.contains(hostName(ctx))) {
            throw new ProblemException(ProblemType.MISDIRECTED_REQUEST, "the Host header must name this machine");
        }
        String origin = ctx.header("Origin");
        if (origin != null && access == AccessLevel.WRITE && !origin.endsWith("://" + ctx.header(Header.HOST))) {
            throw new ProblemException(ProblemType.FORBIDDEN, "other sites' pages may not write");
        }
        if (tokens.protect(access)) {
            requireToken(access, Collections.list(ctx.req().getHeaders(Header.AUTHORIZATION)));
            ctx.attribute(ALLOWED_BY_TOKEN, true);
        }
    }

    /** Whether a request was let through because of its token. */
    static boolean isAllowedByToken(Context ctx) {
        return ctx.attribute(ALLOWED_BY_TOKEN) != null;
    }

    private void requireToken(AccessLevel access, List<String> authorizations) {
        String token = BearerToken.of(authorizations);
        if (token == null) {
            throw new ProblemException(ProblemType.UNAUTHORIZED, "give one header Authorization: Bearer TOKEN");
        }
        if (!tokens.know(token)) {
            throw new ProblemException(ProblemType.UNAUTHORIZED, "the token is not known");
        }
        if (!tokens.allow(access, token)) {
            throw new ProblemException(ProblemType.FORBIDDEN, needs(access));
        }
    }

    private static String needs(AccessLevel access) {
        return switch (access) {
            case OPEN, READ -> "this needs the read or the admin token";
            case WRITE -> "this needs the admin token";
            case PEER -> "this needs the peer token";
        };
    }

    private static String hostName(Context ctx) {
        String host = ctx.header(Header.HOST);
        return host == null ? "" : host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }
}
