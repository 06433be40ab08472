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
 * Logs one line at INFO for each write: the action, the result, the client's address, and whether it used the admin
 * token. The line contains the first 16 hexadecimal digits of the SHA-256 of the customer's id, so that the log
 * contains no ids but can be searched for a customer.
 */
final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int HASH_BYTES = 8;

    private AuditLog() {}

    /** Runs the write of a request and logs it. */
    static void write(Context ctx, String action, Runnable write) {
        String client = ctx.req().getRemoteAddr()
                + (AccessControl.isAllowedByToken(ctx) ? " under the admin token" : " without a token");
        try {
            write.run();
            LOG.info("Audit: {} accepted from {}", action, client);
        } catch (QueryException failed) {
            LOG.info("Audit: {} failed ({}) from {}", action, label(failed.error()), client);
            throw failed;
        }
    }

    /** Returns the hash of a customer's id for the log. */
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
