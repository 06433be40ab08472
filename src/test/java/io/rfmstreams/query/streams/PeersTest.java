package io.rfmstreams.query.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.Freshness;
import io.rfmstreams.query.StoredCustomer;
import io.rfmstreams.query.streams.Peers.Outcome;
import io.rfmstreams.query.streams.Peers.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class PeersTest {

    private static final CustomerId ANN = new CustomerId("ann");
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration IMPATIENT = Duration.ofMillis(200);

    private final FakePeer peer = new FakePeer();

    PeersTest() {
        peer.answer = StoredCustomerFormat.encode(TestStoredCustomers.of(Freshness.CURRENT));
    }

    @AfterEach
    void close() {
        peer.close();
    }

    private static Peers peers(String token, Duration timeout, int concurrent) {
        return new Peers(new PeerAccess(token, null, timeout, concurrent));
    }

    @Test
    void shouldReadFromAnotherInstance() {
        // When
        Reply reply = peers("", PATIENT, 4).query(peer.host(), new CustomerId("näh/%2e #1"), false);

        // Then
        assertThat(reply.outcome()).isEqualTo(Outcome.ANSWERED);
        StoredCustomer storedCustomer = reply.storedCustomer().orElseThrow();
        assertThat(storedCustomer.now()).isEqualTo(TestStoredCustomers.NOW);
        assertThat(storedCustomer.freshness()).isEqualTo(new Freshness(Freshness.Origin.REMOTE, false, 0L));
        assertThat(peer.requests).containsExactly("/internal/customers/n%C3%A4h%2F%252e%20%231 owner null");
    }

    @Test
    void shouldQueryAStandbyReplicaWithThePeerToken() {
        // When
        peers("secret", PATIENT, 4).query(peer.host(), ANN, true);

        // Then
        assertThat(peer.requests).containsExactly("/internal/customers/ann copy Bearer secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500, 503})
    void shouldReportThatAnInstanceCannotAnswer(int status) {
        // Given
        peer.status = status;
        Peers peers = peers("", PATIENT, 4);

        // When
        Reply reply = peers.query(peer.host(), ANN, false);
        peers.query(peer.host(), ANN, false);

        // Then
        assertThat(reply.outcome()).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(reply.storedCustomer()).isEmpty();
        assertThat(peer.requests).hasSize(2);
    }

    @Test
    void shouldWarnOnceOfARejectedToken() {
        // Given
        peer.status = 401;
        Peers peers = peers("old", PATIENT, 4);

        // When
        List<String> lines = logged(() -> {
            peers.query(peer.host(), ANN, false);
            peers.query(peer.host(), ANN, false);
        });

        // Then
        assertThat(lines)
                .containsExactly("WARN Instance 127.0.0.1:" + peer.host().port()
                        + " rejected the peer token: http.token.peer must be the same on all instances");
    }

    @ParameterizedTest
    @CsvSource({"'',sent an empty response", "<html>,runs another version"})
    void shouldWarnOnceOfAnUnreadableResponse(String answer, String warning) {
        // Given
        peer.answer = answer.getBytes(UTF_8);
        Peers peers = peers("", PATIENT, 4);

        // When
        List<String> lines = logged(() -> {
            assertThat(peers.query(peer.host(), ANN, false).outcome()).isEqualTo(Outcome.UNAVAILABLE);
            peers.query(peer.host(), ANN, false);
        });

        // Then
        assertThat(lines).singleElement().asString().contains(warning);
    }

    @Test
    void shouldNotQueryAnUnreachableInstanceForAWhile() {
        // Given
        CountDownLatch silence = new CountDownLatch(1);
        peer.beforeAnswer = () -> awaitQuietly(silence);
        Peers peers = peers("", IMPATIENT, 4);

        // When
        Reply first = peers.query(peer.host(), ANN, false);
        Reply second = peers.query(peer.host(), ANN, false);
        silence.countDown();

        // Then
        assertThat(first.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(second.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(peer.requests).hasSize(1);
        await().until(() -> peers.query(peer.host(), ANN, false).outcome() == Outcome.ANSWERED);
        assertThat(peers.query(peer.host(), ANN, false).outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void shouldWaitLongerForASlowInstance() {
        // Given an instance that has just timed out
        CountDownLatch silence = new CountDownLatch(1);
        peer.beforeAnswer = () -> awaitQuietly(silence);
        Peers peers = peers("", IMPATIENT, 4);
        peers.query(peer.host(), ANN, false);
        silence.countDown();
        peer.beforeAnswer = () -> LockSupport.parkNanos(2 * IMPATIENT.toNanos());

        // When
        Reply reply = peers.queryPatiently(peer.host(), ANN, PATIENT);

        // Then
        assertThat(reply.outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void shouldNotQueryAgainAtOnceAfterARefusedConnection() {
        // Given
        HostInfo host = peer.host();
        peer.close();
        Peers peers = new Peers(new PeerAccess("", null, PATIENT, 4), () -> 0);
        peers.query(host, ANN, false);
        try (FakePeer back = new FakePeer(host.port())) {
            // When
            Reply reply = peers.queryPatiently(host, ANN, PATIENT);

            // Then
            assertThat(reply.outcome()).isEqualTo(Outcome.UNREACHABLE);
            assertThat(back.requests).isEmpty();
        }
    }

    @Test
    void shouldLetOneCallerTryAgain() {
        // Given an instance that has been unreachable for a while
        CountDownLatch silence = new CountDownLatch(1);
        peer.beforeAnswer = () -> awaitQuietly(silence);
        Peers peers = peers("", Duration.ofSeconds(1), 16);
        assertThat(peers.query(peer.host(), ANN, false).outcome()).isEqualTo(Outcome.UNREACHABLE);

        // When eight threads query it until one of them is let through
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            CyclicBarrier start = new CyclicBarrier(8);
            IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                awaitQuietly(start);
                                return peers.query(peer.host(), ANN, false);
                            },
                            task -> new Thread(task).start()))
                    .toList()
                    .forEach(CompletableFuture::join);
            return peer.requests.size() > 1;
        });

        // Then
        assertThat(peer.requests).hasSize(2);
        silence.countDown();
    }

    private static void awaitQuietly(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Reply> ask(Peers peers) {
        return CompletableFuture.supplyAsync(
                () -> peers.query(peer.host(), ANN, false), task -> new Thread(task).start());
    }

    @Test
    void shouldReportAnUnreachableInstance() {
        // Given
        HostInfo unreachable = peer.host();
        peer.close();

        // Then
        assertThat(peers("", PATIENT, 4).query(unreachable, ANN, false).outcome())
                .isEqualTo(Outcome.UNREACHABLE);
    }

    @Test
    void shouldLimitConcurrentQueries() {
        // Given
        CountDownLatch release = new CountDownLatch(1);
        peer.beforeAnswer = () -> awaitQuietly(release);
        Peers peers = peers("", PATIENT, 1);
        CompletableFuture<Reply> underWay = ask(peers);
        await().until(() -> peer.requests.size() == 1);

        // When
        Reply reply = peers.query(peer.host(), ANN, false);
        release.countDown();

        // Then
        assertThat(reply.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(underWay.join().outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(peers.query(peer.host(), ANN, false).outcome()).isEqualTo(Outcome.ANSWERED);
    }

    private static List<String> logged(Runnable action) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Peers.class);
        log.start();
        logger.addAppender(log);
        try {
            action.run();
        } finally {
            logger.detachAppender(log);
        }
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
