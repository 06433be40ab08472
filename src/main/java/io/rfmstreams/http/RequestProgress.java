package io.rfmstreams.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/** Follows a request from its headers to the end of its body and to the end of its answer, and tells its connection. */
final class RequestProgress {

    private RequestProgress() {}

    /** Puts the handlers in front of what the server does already. */
    static void insertInto(Server server, Tokens tokens) {
        server.insertHandler(new BodyArrived());
        server.insertHandler(new BodyReader(tokens));
        server.insertHandler(new HeadersArrived(tokens));
    }

    private static final class HeadersArrived extends Handler.Wrapper {

        private final Tokens tokens;

        HeadersArrived(Tokens tokens) {
            this.tokens = tokens;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            OpenConnection connection = Connections.of(request);
            String token = BearerToken.of(request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION));
            connection.headersArrived(token != null && tokens.know(token));
            Request.addCompletionListener(request, failure -> connection.answered());
            return super.handle(request, response, callback);
        }
    }

    private static final class BodyArrived extends Handler.Wrapper {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Connections.of(request).requestArrived();
            return super.handle(request, response, callback);
        }
    }
}
