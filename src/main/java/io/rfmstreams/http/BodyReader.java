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
 * Reads the body of a request into a buffer before the next handler runs. The size is limited, and no thread is blocked
 * while the client sends. Without a valid token the body is not read, because the request is rejected anyway.
 */
final class BodyReader extends Handler.Wrapper {

    private final Tokens tokens;

    BodyReader(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean isRead = !tokens.areSet() || Connections.of(request).isAuthenticated();
        if (!isRead || !hasBody(request)) {
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

    /** A body that is being read. */
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

        /** Continues after more bytes have arrived, on a thread that must not block. */
        @Override
        public void run() {
            read(true);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        void read(boolean onSelector) {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    reject(HttpStatus.BAD_REQUEST_400);
                    return;
                }
                append(chunk);
                if (body.size() > RequestBody.MAX_BYTES) {
                    reject(HttpStatus.PAYLOAD_TOO_LARGE_413);
                    return;
                }
                if (chunk.isLast()) {
                    finish(onSelector);
                    return;
                }
            }
        }

        private void append(Content.Chunk chunk) {
            byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
            body.write(bytes, 0, Math.min(bytes.length, RequestBody.MAX_BYTES + 1));
            chunk.release();
        }

        private void finish(boolean onSelector) {
            if (onSelector) {
                request.getContext().execute(this::callNext);
            } else {
                callNext();
            }
        }

        private void callNext() {
            try {
                if (!next(new ReadRequest(request, ByteBuffer.wrap(body.toByteArray())), response, callback)) {
                    reject(HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception fault) {
                Response.writeError(request, response, callback, fault);
            }
        }

        private void reject(int status) {
            Response.writeError(request, response, callback, status);
        }
    }

    /** A request with a buffered body. */
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
