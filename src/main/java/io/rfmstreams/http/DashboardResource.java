package io.rfmstreams.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.time.Duration;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The pages of the dashboard. They contain no data, so that they need no token: their scripts ask the API with the token
 * that the user enters.
 */
final class DashboardResource {

    /**
     * Allows what comes from this server only: no script, style or frame of another host, and none written into the
     * page. Charts are drawn on a canvas; the images are the pictures of a canvas that the user saves.
     */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                    + " data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    static final String ASSETS = "/assets/{build}/<path>";

    private static final String KEEP =
            "public, immutable, max-age=" + Duration.ofDays(365).toSeconds();

    private final DashboardFiles files;

    DashboardResource(DashboardFiles files) {
        this.files = files;
    }

    /** Returns the page that loads all others. A browser asks each time whether it has changed. */
    void index(Context ctx) {
        DashboardFile index = files.index();
        String tag = "\"" + Integer.toHexString(index.fingerprint()) + "\"";
        ctx.header(Header.CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
        ctx.header(Header.CACHE_CONTROL, "no-cache");
        ctx.header(Header.ETAG, tag);
        if (tag.equals(ctx.header(Header.IF_NONE_MATCH))) {
            ctx.status(HttpStatus.NOT_MODIFIED_304);
        } else {
            send(ctx, index);
        }
    }

    /** Returns a script, a style sheet or an image. */
    void asset(Context ctx) {
        DashboardFile file = files.find(ctx.pathParam("build"), ctx.pathParam("path"));
        if (file == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "the dashboard has no such file; load the page anew");
        }
        ctx.header(Header.CACHE_CONTROL, KEEP);
        send(ctx, file);
    }

    private static void send(Context ctx, DashboardFile file) {
        boolean gzip = Gzip.isAccepted(ctx);
        if (gzip) {
            Gzip.mark(ctx);
        } else {
            ctx.header(Header.VARY, Header.ACCEPT_ENCODING);
        }
        ctx.contentType(file.contentType()).result(file.bytes(gzip));
    }
}
