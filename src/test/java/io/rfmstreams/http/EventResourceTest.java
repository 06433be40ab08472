package io.rfmstreams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventResourceTest {

    private static final HttpTimeouts SHORT = new HttpTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(2));

    private final FakeService service = new FakeService(
            new ServerOptions(new Tokens("reader", "", ""), new ServerOptions.Limits(8, 8, 300), SHORT, null));

    @AfterEach
    void close() {
        service.close();
    }

    /** A client that watches events. */
    private static final class Watcher implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;

        Watcher(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(60_000);
            String request =
                    "GET /v1/events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer reader\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        String status() throws IOException {
            return in.readLine();
        }

        /** Returns the data of the next event with a name. */
        String next(String event) throws IOException {
            String line = "";
            while (!line.equals("event: " + event)) {
                line = in.readLine();
                if (line == null) {
                    throw new IOException("the stream has ended");
                }
            }
            return in.readLine();
        }

        boolean isAtEnd() throws IOException {
            while (in.readLine() != null) {
                // The rest is not of interest.
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void shouldSendWhatHappensToAllClients() throws IOException {
        try (Watcher one = new Watcher(service.port());
                Watcher other = new Watcher(service.port())) {
            // Given
            one.next("latest");
            other.next("latest");

            // When
            service.events.publish(new LiveEvent(LiveEvent.Type.ALERT, "{\"n\":2}"));

            // Then
            assertThat(List.of(one.next("news"), other.next("news")))
                    .containsOnly("data: {\"count\":1,\"events\":[{\"type\":\"alert\",\"message\":{\"n\":2}}]}");
        }
    }

    @Test
    void shouldSendWhatHappenedBefore() throws IOException {
        // Given
        service.events.publish(new LiveEvent(LiveEvent.Type.CHANGE, "{\"n\":1}"));
        service.events.take();
        try (Watcher watcher = new Watcher(service.port())) {
            // When
            String latest = watcher.next("latest");

            // Then
            assertThat(latest)
                    .isEqualTo("data: {\"count\":1,\"events\":[{\"type\":\"change\",\"message\":{\"n\":1}}]}");
        }
    }

    @Test
    void shouldKeepTheStreamOpenLongerThanAnAnswerMayTake() throws IOException {
        try (Watcher watcher = new Watcher(service.port())) {
            // When
            List<String> states = new ArrayList<>();
            for (int second = 0; second < 2 * SHORT.answer().toSeconds(); second++) {
                states.add(watcher.next("state"));
            }

            // Then
            assertThat(states).containsOnly("data: {\"now\":\"2024-03-01T12:00:00Z\",\"lag\":0}");
        }
    }

    @Test
    void shouldRequireTheToken() {
        assertThat(RawHttp.send(service.port(), "GET", "/v1/events", "").status())
                .isEqualTo(401);
    }

    @Test
    void shouldAnswerOtherRequestsWhileMoreClientsWatchThanRequestsAreProcessed() throws IOException {
        // Given
        List<Watcher> watchers = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                watchers.add(new Watcher(service.port()));
            }
            for (Watcher watcher : watchers) {
                watcher.next("latest");
            }

            // When
            RawHttp.Answer answer =
                    RawHttp.send(service.port(), "GET", "/v1/customers/ann", "", "Authorization: Bearer reader");

            // Then
            assertThat(answer.status()).isEqualTo(200);
        } finally {
            for (Watcher watcher : watchers) {
                watcher.close();
            }
        }
    }

    @Test
    void shouldRejectTooManyClientsAndTakeOthersAfterSomeHaveGone() throws IOException {
        // Given
        List<Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < EventStreams.MAX_STREAMS; i++) {
            watchers.add(new Watcher(service.port()));
            watchers.get(i).next("latest");
        }

        // When
        String rejected;
        try (Watcher oneMore = new Watcher(service.port())) {
            rejected = oneMore.status();
        }
        for (Watcher watcher : watchers) {
            watcher.close();
        }

        // Then
        assertThat(rejected).contains(" 503 ");
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            try (Watcher later = new Watcher(service.port())) {
                return later.status().contains(" 200 ");
            }
        });
    }

    @Test
    void shouldEndTheStreamsWhenTheServerStops() throws IOException {
        try (Watcher watcher = new Watcher(service.port())) {
            watcher.next("latest");

            // When
            service.close();

            // Then
            assertThat(watcher.isAtEnd()).isTrue();
        }
    }
}
