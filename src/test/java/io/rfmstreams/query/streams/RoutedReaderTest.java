package io.rfmstreams.query.streams;

import static io.rfmstreams.query.streams.PartitionLocatorTest.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.Freshness;
import io.rfmstreams.query.Freshness.Origin;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QueryException;
import io.rfmstreams.query.StoredCustomer;
import io.rfmstreams.topology.InputOffsets;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests one of two instances with one partition, which the other instance owns, has lost, or does not respond for.
 * Kafka is unreachable in all cases.
 */
class RoutedReaderTest {

    private static final HostInfo SELF = new HostInfo("self", 1);
    private static final CustomerId ANN = new CustomerId("ann");
    private static final TopicPartition PURCHASES = new TopicPartition("purchases", 0);
    private static final Set<Integer> HERE = Set.of(0);
    private static final Set<Integer> NONE = Set.of();
    private static final Freshness STALE = Freshness.stale(null);

    private final FakePeer other = new FakePeer();
    private final FakeStores streams = new FakeStores();
    private final ObservedInputs tasks = new ObservedInputs(InputOffsets.empty(), () -> {});
    private final StandbyLags lags = new StandbyLags(() -> {
        throw new IllegalStateException("no broker");
    });
    private volatile Collection<StreamsMetadata> members = List.of();

    @AfterEach
    void close() {
        other.close();
        lags.close();
    }

    private RoutedReader reader() {
        return reader(new Peers(new PeerAccess("", null, Duration.ofSeconds(20), 4)));
    }

    private RoutedReader reader(Peers peers) {
        TaskTime time = new TaskTime(ClockMode.EVENT, PURCHASES.topic(), tasks, () -> Instant.MAX);
        return new RoutedReader(
                new LocalStores(streams, tasks, time, lags),
                new PartitionLocator(() -> members, SELF, PURCHASES.topic(), 1),
                peers);
    }

    private void isOwnedHere() {
        members = List.of(member(SELF, HERE, NONE), member(other.host(), NONE, HERE));
        streams.holding = FakeStores.Holding.ACTIVE;
    }

    private void isOwnedThere() {
        members = List.of(member(SELF, NONE, HERE), member(other.host(), HERE, NONE));
        streams.holding = FakeStores.Holding.STANDBY;
    }

    private void answersThere(Freshness freshness) {
        other.answer = StoredCustomerFormat.encode(TestStoredCustomers.of(freshness));
    }

    private static QueryError error(RoutedReader reader) {
        try {
            reader.find(ANN);
        } catch (QueryException failed) {
            return failed.error();
        }
        throw new AssertionError("it was answered");
    }

    @Test
    void shouldAnswerAsTheOwner() {
        // Given
        isOwnedHere();
        tasks.opened(PURCHASES);

        // Then
        assertThat(reader().find(ANN).freshness()).isEqualTo(Freshness.CURRENT);
        assertThat(other.requests).isEmpty();
    }

    @Test
    void shouldQueryTheOwner() {
        // Given
        isOwnedThere();
        answersThere(Freshness.CURRENT);

        // Then
        assertThat(reader().find(ANN).freshness()).isEqualTo(new Freshness(Origin.REMOTE, false, 0L));
        assertThat(other.requests).singleElement().asString().endsWith(" owner null");
    }

    @Test
    void shouldReadALocalReplicaIfTheOwnerIsUnreachable() {
        // Given
        isOwnedThere();
        other.close();

        // Then
        assertThat(reader().find(ANN).freshness()).isEqualTo(STALE);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500, 503})
    void shouldReadALocalReplicaIfTheOwnerCannotAnswer(int status) {
        // Given
        isOwnedThere();
        other.status = status;

        // Then
        assertThat(reader().find(ANN).freshness()).isEqualTo(STALE);
    }

    @Test
    void shouldReadALocalReplicaIfTooManyQueriesAreInProgress() {
        // Given
        isOwnedThere();
        answersThere(Freshness.CURRENT);
        CountDownLatch release = new CountDownLatch(1);
        other.beforeAnswer = () -> {
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
        RoutedReader reader = reader(new Peers(new PeerAccess("", null, Duration.ofSeconds(20), 1)));
        new Thread(() -> reader.find(ANN)).start();
        await().until(() -> other.requests.size() == 1);

        // When
        StoredCustomer storedCustomer = reader.find(ANN);
        release.countDown();

        // Then
        assertThat(storedCustomer.freshness()).isEqualTo(STALE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STANDBY", "ACTIVE"})
    void shouldReadALocalReplicaIfTheOwnerIsUnknown(FakeStores.Holding holding) {
        // Given
        streams.holding = holding;

        // Then
        assertThat(reader().find(ANN).freshness()).isEqualTo(STALE);
    }

    @Test
    void shouldReadALocalReplicaUntilTheTaskIsOpen() {
        // Given
        isOwnedHere();

        // Then
        assertThat(reader().find(ANN).freshness()).isEqualTo(STALE);
    }

    @Test
    void shouldQueryARemoteReplicaIfThereIsNoLocalOne() {
        // Given
        isOwnedHere();
        streams.customer = null;
        answersThere(Freshness.stale(3L));

        // Then
        assertThat(reader().find(ANN).freshness()).isEqualTo(new Freshness(Origin.REMOTE, true, 3L));
        assertThat(other.requests).singleElement().asString().endsWith(" copy null");
    }

    @Test
    void shouldReportWhyNoInstanceAnswers() {
        // Given
        streams.holding = FakeStores.Holding.NOTHING;
        other.status = 503;

        // Then
        assertThat(error(reader())).isEqualTo(QueryError.REBALANCING);

        // When
        isOwnedThere();
        streams.holding = FakeStores.Holding.NOTHING;

        // Then
        assertThat(error(reader())).isEqualTo(QueryError.REBALANCING);

        // When
        isOwnedHere();
        streams.holding = FakeStores.Holding.NOTHING;

        // Then
        assertThat(error(reader())).isEqualTo(QueryError.RESTORING);

        // When
        isOwnedThere();
        streams.holding = FakeStores.Holding.NOTHING;
        other.close();

        // Then
        assertThat(error(reader())).isEqualTo(QueryError.OWNER_AWAY);
    }

    @Test
    void shouldRetryWhileAStandbyReplicaBecomesActive() {
        // Given
        isOwnedHere();
        streams.holding = FakeStores.Holding.CLOSING;
        other.status = 503;
        streams.duringQuery = () -> {
            streams.holding = FakeStores.Holding.ACTIVE;
            tasks.opened(PURCHASES);
            streams.duringQuery = () -> {};
        };

        // Then
        assertThat(reader().find(ANN).freshness()).isEqualTo(Freshness.CURRENT);
    }

    @Test
    void shouldWaitForASlowOwnerIfThereIsNoReplica() {
        // Given
        isOwnedThere();
        streams.holding = FakeStores.Holding.NOTHING;
        answersThere(Freshness.CURRENT);
        other.beforeAnswer = () -> LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
        RoutedReader reader = reader(new Peers(new PeerAccess("", null, Duration.ofMillis(100), 4)));

        // Then
        assertThat(reader.find(ANN).freshness()).isEqualTo(new Freshness(Origin.REMOTE, false, 0L));
    }

    @ParameterizedTest
    @CsvSource({"true,true,false", "false,true,true"})
    void shouldAnswerOtherInstancesFromLocalStores(boolean owner, boolean allowStandby, boolean stale) {
        // Given
        isOwnedThere();
        if (owner) {
            isOwnedHere();
            tasks.opened(PURCHASES);
        }

        // When
        StoredCustomer storedCustomer = StoredCustomerFormat.decode(reader().find(ANN, allowStandby));

        // Then
        assertThat(storedCustomer.freshness().stale()).isEqualTo(stale);
        assertThat(other.requests).isEmpty();
    }

    @Test
    void shouldNotAnswerAsTheOwnerFromAReplica() {
        // Given
        isOwnedThere();
        RoutedReader reader = reader();

        // Then
        assertThatThrownBy(() -> reader.find(ANN, false)).isInstanceOf(QueryException.class);
        assertThat(other.requests).isEmpty();
    }
}
