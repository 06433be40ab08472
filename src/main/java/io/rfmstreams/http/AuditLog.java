package io.rfmstreams.http;

import io.javalin.http.Context;
import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QueryException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line at INFO for each write: what, whether it was accepted, for which address, and under which token. A customer is
 * named by the first 16 hexadecimal digits of the SHA-256 of its id, so that logs hold no ids, and one can still be searched for.
 */
final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int HASH_BYTES = 8;

    private AuditLog() {}

    /** Does what a request asks for, and logs it. */
    static void write(Context ctx, String what, Runnable write) {
        String who = ctx.req().getRemoteAddr()
                + (AccessControl.isAllowedByToken(ctx) ? " under the admin token" : " without a token");
        try {
            write.run();
            LOG.info("Audit: {} accepted from {}", what, who);
        } catch (QueryException refused) {
            LOG.info("Audit: {} refused ({}) from {}", what, label(refused.error()), who);
            throw refused;
        }
    }

    /** What stands for a customer in the log. */
    static String hash(CustomerId customerId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(customerId.value().getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static String label(QueryError error) {
        return error.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
