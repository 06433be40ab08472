package io.rfmstreams.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Restricts the health listener to health and metrics. */
final class HealthOnly extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean health = Listeners.isHealth(request.getConnectionMetaData().getConnector());
        if (health && !isAllowed(Request.getPathInContext(request))) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private static boolean isAllowed(String path) {
        return path.startsWith("/health/") || path.equals("/metrics");
    }
}
