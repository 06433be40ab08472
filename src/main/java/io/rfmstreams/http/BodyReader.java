package io.rfmstreams.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request into one buffer, within its limit and without holding a thread meanwhile, before the next handler
 * sees the request. Leaves the body where the caller has no valid token: such a request is answered at once.
 */
final class BodyReader extends Handler.Wrapper {

    private final Tokens tokens;

    BodyReader(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean wanted = !tokens.areSet() || Connections.of(request).isKnown();
        if (!wanted || !hasBody(request)) {
            return super.handle(request, response, callback);
        }
        new Reading(request, response, callback).read(false);
        return true;
    }

    private static boolean hasBody(Request request) {
        HttpField length = request.getHeaders().getField(HttpHeader.CONTENT_LENGTH);
        return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                || (length != null && length.getLongValue() > 0);
    }

    private boolean next(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, response, callback);
    }

    /** One body as far as it has come. */
    private final class Reading implements Invocable.Task {

        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Reading(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        /** Continues when more has come, on a thread that must not block. */
        @Override
        public void run() {
            read(true);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        void read(boolean elsewhere) {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    refuse(HttpStatus.BAD_REQUEST_400);
                    return;
                }
                take(chunk);
                if (body.size() > RequestBody.MOST_BYTES) {
                    refuse(HttpStatus.PAYLOAD_TOO_LARGE_413);
                    return;
                }
                if (chunk.isLast()) {
                    hand(elsewhere);
                    return;
                }
            }
        }

        private void take(Content.Chunk chunk) {
            byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
            body.write(bytes, 0, Math.min(bytes.length, RequestBody.MOST_BYTES + 1));
            chunk.release();
        }

        private void hand(boolean elsewhere) {
            if (elsewhere) {
                request.getContext().execute(this::handOver);
            } else {
                handOver();
            }
        }

        private void handOver() {
            try {
                if (!next(new ReadRequest(request, ByteBuffer.wrap(body.toByteArray())), response, callback)) {
                    refuse(HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception fault) {
                Response.writeError(request, response, callback, fault);
            }
        }

        private void refuse(int status) {
            Response.writeError(request, response, callback, status);
        }
    }

    /** A request whose body has been read. */
    private static final class ReadRequest extends Request.Wrapper {

        private @Nullable ByteBuffer body;

        ReadRequest(Request request, ByteBuffer body) {
            super(request);
            this.body = body;
        }

        @Override
        public Content.Chunk read() {
            ByteBuffer rest = body;
            body = null;
            return rest == null ? Content.Chunk.EOF : Content.Chunk.from(rest, true);
        }

        @Override
        public void demand(Runnable demandCallback) {
            demandCallback.run();
        }
    }
}
