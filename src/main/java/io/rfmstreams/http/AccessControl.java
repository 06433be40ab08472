package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides whether a request may reach its route. Without tokens, a server that listens on the loopback address only
 * answers requests whose Host header names this machine. Pages of other sites may send nothing but GET. Otherwise a
 * browser on this machine could be made to send requests by any web page.
 */
final class AccessControl implements Handler {

    private static final String ALLOWED_BY_TOKEN = "allowed-by-token";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Tokens tokens;
    private final boolean onlyThisMachine;

    /**
     * Creates the access control.
     *
     * @param loopback whether the server listens on the loopback address only
     */
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
        if (origin != null && !isRead(ctx) && !origin.endsWith("://" + ctx.header(Header.HOST))) {
            throw new ProblemException(ProblemType.FORBIDDEN, "pages of other sites may only read");
        }
        if (tokens.isRequired(access)) {
            requireToken(access, Collections.list(ctx.req().getHeaders(Header.AUTHORIZATION)));
            ctx.attribute(ALLOWED_BY_TOKEN, true);
        }
    }

    /** Returns whether the request was allowed because of its token. */
    static boolean isAllowedByToken(Context ctx) {
        return ctx.attribute(ALLOWED_BY_TOKEN) != null;
    }

    private void requireToken(AccessLevel access, List<String> authorizations) {
        String token = BearerToken.of(authorizations);
        if (token == null) {
            throw new ProblemException(ProblemType.UNAUTHORIZED, "send exactly one header Authorization: Bearer TOKEN");
        }
        if (!tokens.isKnown(token)) {
            throw new ProblemException(ProblemType.UNAUTHORIZED, "the token is unknown");
        }
        if (!tokens.allows(access, token)) {
            throw new ProblemException(ProblemType.FORBIDDEN, needs(access));
        }
    }

    private static boolean isRead(Context ctx) {
        return ctx.method().equals(HandlerType.GET) || ctx.method().equals(HandlerType.HEAD);
    }

    private static String needs(AccessLevel access) {
        return switch (access) {
            case OPEN, READ -> "the request requires the read or the admin token";
            case WRITE -> "the request requires the admin token";
            case PEER -> "the request requires the peer token";
        };
    }

    private static String hostName(Context ctx) {
        String host = ctx.header(Header.HOST);
        return host == null ? "" : host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }
}
