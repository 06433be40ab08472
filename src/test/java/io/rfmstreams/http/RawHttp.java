package io.rfmstreams.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sends raw bytes, which need not be valid HTTP, and reads one answer. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 60_000;

    private RawHttp() {}

    /** An answer. */
    record Answer(int status, List<String> headers, String text) {

        Optional<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(header -> header.substring(prefix.length()).trim())
                    .findFirst();
        }
    }

    /** Sends a complete request, with a body if it is not empty, and headers. */
    static Answer send(int port, String method, String path, String body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1"));
        lines.add("Host: 127.0.0.1:" + port);
        lines.add("Connection: close");
        if (!body.isEmpty()) {
            lines.add("Content-Type: application/json");
            lines.add("Content-Length: " + body.getBytes(UTF_8).length);
        }
        lines.addAll(List.of(headers));
        return send(port, (String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(UTF_8));
    }

    static Answer send(int port, byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException closedEarly) {
                // The server may have answered before the end of the request.
            }
            return read(socket.getInputStream(), new String(request, 0, 5, ISO_8859_1).equals("HEAD "));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads an answer. Of a stream of events, which has no end, it reads the head. */
    private static Answer read(InputStream in, boolean onlyHead) throws IOException {
        String status = line(in);
        List<String> headers = new ArrayList<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            headers.add(header);
        }
        Answer head = new Answer(Integer.parseInt(status.split(" ")[1]), headers, "");
        if (onlyHead || head.header("Content-Type").orElse("").startsWith("text/event-stream")) {
            return head;
        }
        // Short answers have a Content-Length. Longer ones end with the connection.
        Optional<String> length = head.header("Content-Length");
        byte[] body = length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
        return new Answer(head.status(), headers, new String(body, UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer ends after '" + line + "'");
            }
            line.append((char) next);
        }
        return line.toString().trim();
    }
}
