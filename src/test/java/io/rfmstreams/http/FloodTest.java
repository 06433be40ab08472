package io.rfmstreams.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Counter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Clients that hold connections open, or send or read slowly, must not block other clients. */
@Timeout(60)
class FloodTest {

    private static final int CONNECTIONS = 1_024;
    private static final int MORE_THAN_ALL = 1_200;
    private static final Tokens TOKENS = new Tokens("reader", "admin", "");
    private static final ServerOptions.Limits LIMITS = new ServerOptions.Limits(8, 8, CONNECTIONS);
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration LATER = Duration.ofMinutes(5);
    private static final String HOST = " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    private static final String READER = "Authorization: Bearer reader";
    private static final String START_OF_HEADERS = "GET /v1/customers/ann" + HOST + "X-Long: ";
    private static final String START_OF_BODY =
            "POST /v1/score" + HOST + READER + "\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n";
    private static final String ANONYMOUS = "GET /health/live" + HOST + "\r\n";
    private static final String AUTHENTICATED = "GET /v1/customers/ann" + HOST + READER + "\r\n\r\n";

    private static FakeService service(HttpTimeouts timeouts) {
        return new FakeService(new ServerOptions(TOKENS, LIMITS, timeouts, null));
    }

    private static int ask(int port, String path) {
        return RawHttp.send(port, "GET", path, "", READER).status();
    }

    private static Map<String, Long> closed(FakeService service) {
        return service.meters.find("rfm.http.connections.closed").tag("listener", "main").counters().stream()
                .filter(counter -> counter.count() > 0)
                .collect(Collectors.toMap(
                        counter -> String.valueOf(counter.getId().getTag("reason")), FloodTest::count));
    }

    private static long count(Counter counter) {
        return Math.round(counter.count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", START_OF_HEADERS, START_OF_BODY, ANONYMOUS, AUTHENTICATED})
    void shouldAnswerDuringAFlood(String sent) {
        try (FakeService service = service(FakeService.TIMEOUTS);
                Flood flood = Flood.open(service.port(), MORE_THAN_ALL, sent)) {
            // Given
            await().atMost(Duration.ofSeconds(20)).until(() -> flood.stillOpen() <= CONNECTIONS);

            // When
            List<Integer> answers = List.of(
                    ask(service.port(), "/health/live"),
                    ask(service.port(), "/metrics"),
                    ask(service.port(), "/v1/customers/ann"));

            // Then
            assertThat(answers).containsOnly(200);
            await().until(() -> flood.stillOpen() <= CONNECTIONS);
            assertThat(closed(service).get("no_room")).isGreaterThanOrEqualTo(MORE_THAN_ALL - CONNECTIONS);
        }
    }

    @Test
    void shouldWarnOnceThatAllConnectionsAreInUse() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Connections.class);
        log.start();
        logger.addAppender(log);
        try (FakeService service = service(FakeService.TIMEOUTS)) {
            // When
            try (Flood flood = Flood.open(service.port(), MORE_THAN_ALL, "")) {
                await().until(() -> flood.stillOpen() <= CONNECTIONS);
            }
        } finally {
            logger.detachAppender(log);
        }

        // Then
        assertThat(log.list)
                .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                .containsExactly(
                        "WARN All 1024 HTTP connections are in use (http.max.connections): each new one closes the one that"
                                + " has waited longest");
    }

    @Test
    void shouldCloseAnonymousConnectionsFirst() {
        HttpTimeouts timeouts = new HttpTimeouts(LATER, LATER, LATER, LATER);
        try (FakeService service = service(timeouts);
                Flood authenticated = Flood.open(service.port(), 5, AUTHENTICATED)) {
            await().until(() -> service.reads.get() == 5);

            // When
            try (Flood flood = Flood.open(service.port(), MORE_THAN_ALL, ANONYMOUS)) {
                await().until(() -> flood.stillOpen() < CONNECTIONS);

                // Then
                assertThat(authenticated.stillOpen()).isEqualTo(5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", START_OF_HEADERS, START_OF_BODY, ANONYMOUS + START_OF_HEADERS})
    void shouldCloseConnectionsWithASlowRequest(String start) {
        try (FakeService service = service(new HttpTimeouts(SOON, LATER, LATER, LATER));
                Flood flood = Flood.open(service.port(), 20, start)) {
            // Then
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                flood.send("a");
                return flood.stillOpen() == 0;
            });
            assertThat(closed(service)).isEqualTo(Map.of("slow_request", 20L));
        }
    }

    @Test
    void shouldCloseConnectionsWithoutATlsHandshake(@TempDir Path folder) throws Exception {
        KeyStoreFile keyStore = TlsTest.selfSigned(folder.resolve("server.p12"));
        HttpTimeouts timeouts = new HttpTimeouts(SOON, LATER, LATER, LATER);
        try (FakeService service = new FakeService(new ServerOptions(TOKENS, LIMITS, timeouts, keyStore));
                Flood flood = Flood.open(service.port(), 20, "")) {
            // Then
            await().atMost(Duration.ofSeconds(20)).until(() -> flood.stillOpen() == 0);
        }
    }

    @Test
    void shouldCloseConnectionsWhoseClientDoesNotReadTheAnswer() {
        try (FakeService service = service(new HttpTimeouts(LATER, LATER, LATER, SOON))) {
            service.metrics = "#".repeat(32 << 20);
            try (Flood flood = Flood.open(service.port(), 4, "GET /metrics" + HOST + READER + "\r\n\r\n")) {
                // When
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> closed(service).equals(Map.of("slow_answer", 4L)));

                // Then
                assertThat(flood.stillOpen()).isZero();
                assertThat(ask(service.port(), "/v1/customers/ann")).isEqualTo(200);
            }
        }
    }

    @Test
    void shouldCloseAnonymousIdleConnectionsSooner() {
        try (FakeService service = service(new HttpTimeouts(LATER, LATER, SOON, LATER));
                Flood authenticated = Flood.open(service.port(), 3, AUTHENTICATED);
                Flood anonymous = Flood.open(service.port(), 3, ANONYMOUS)) {
            // When
            await().atMost(Duration.ofSeconds(20)).until(() -> anonymous.stillOpen() == 0);

            // Then
            assertThat(authenticated.stillOpen()).isEqualTo(3);
            assertThat(closed(service)).isEqualTo(Map.of("idle", 3L));
        }
    }

    @Test
    void shouldKeepAConnectionWhoseRequestsArriveInTime() {
        try (FakeService service = service(new HttpTimeouts(Duration.ofSeconds(3), LATER, LATER, LATER));
                Flood client = Flood.open(service.port(), 1, "")) {
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();

            // When
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        client.send(AUTHENTICATED);
                        return System.nanoTime() > end;
                    });

            // Then
            assertThat(client.stillOpen()).isEqualTo(1);
            assertThat(closed(service)).isEmpty();
        }
    }

    @Test
    void shouldRejectAMissingTokenBeforeReadingTheBody() {
        try (FakeService service = service(FakeService.TIMEOUTS)) {
            // When
            RawHttp.Answer answer = RawHttp.send(
                    service.port(), START_OF_BODY.replace(READER, "X-No: token").getBytes(UTF_8));

            // Then
            assertThat(answer.status()).isEqualTo(401);
        }
    }

    @Test
    void shouldReportHealthWhileAllThreadsAreBusy() {
        CountDownLatch release = new CountDownLatch(1);
        try (FakeService service = service(FakeService.TIMEOUTS)) {
            service.onRead = () -> HttpServerTest.awaitQuietly(release);
            service.onHealth = () -> {
                if (!Thread.currentThread().getName().startsWith("health")) {
                    HttpServerTest.awaitQuietly(release);
                }
            };
            try (Flood queries = Flood.open(service.port(), 50, AUTHENTICATED);
                    Flood health = Flood.open(service.port(), 50, ANONYMOUS)) {
                // When
                int live = ask(service.healthPort(), "/health/live");
                int metrics = ask(service.healthPort(), "/metrics");
                long waiting = queries.stillOpen() + health.stillOpen();
                release.countDown();

                // Then
                assertThat(List.of(live, metrics)).containsOnly(200);
                assertThat(waiting).isEqualTo(100);
            }
        }
    }

    @Test
    void shouldServeOnlyHealthAndMetricsOnTheHealthListener() {
        try (FakeService service = service(FakeService.TIMEOUTS)) {
            assertThat(ask(service.healthPort(), "/v1/customers/ann")).isEqualTo(404);
            assertThat(ask(service.healthPort(), "/")).isEqualTo(404);
            assertThat(ask(service.healthPort(), "/health/ready")).isEqualTo(200);
            assertThat(RawHttp.send(service.healthPort(), "GET", "/metrics", "").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void shouldCountOpenConnections() {
        try (FakeService service = service(FakeService.TIMEOUTS)) {
            try (Flood flood = Flood.open(service.port(), 30, "")) {
                await().until(() -> openConnections(service) == flood.stillOpen());
            }
            await().until(() -> openConnections(service) == 0);
        }
    }

    private static double openConnections(FakeService service) {
        return service.meters
                .get("rfm.http.connections")
                .tag("listener", "main")
                .gauge()
                .value();
    }

    @Test
    void shouldCloseTheServerDuringAFlood() {
        CountDownLatch release = new CountDownLatch(1);
        FakeService service = service(FakeService.TIMEOUTS);
        service.onRead = () -> HttpServerTest.awaitQuietly(release);
        try (Flood queries = Flood.open(service.port(), 4, AUTHENTICATED);
                Flood bodies = Flood.open(service.port(), 20, START_OF_BODY)) {
            // When
            service.close();
            release.countDown();

            // Then
            await().atMost(Duration.ofSeconds(20)).until(() -> queries.stillOpen() + bodies.stillOpen() == 0);
        }
    }
}
