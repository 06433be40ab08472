package io.rfmstreams.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/** Notifies the connection of a request when its headers and body have arrived and when it is answered. */
final class RequestProgress {

    private RequestProgress() {}

    /** Inserts the handlers before all existing ones. */
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
            connection.headersArrived(token != null && tokens.isKnown(token));
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
