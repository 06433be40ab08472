package io.rfmstreams.query.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.Freshness;
import io.rfmstreams.query.QueryError;
import io.rfmstreams.query.QueryException;
import io.rfmstreams.query.StoredCustomer;
import io.rfmstreams.topology.InputOffsets;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.errors.StreamsStoppedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalStoresTest {

    private static final CustomerId ANN = new CustomerId("ann");
    private static final TopicPartition PURCHASES = new TopicPartition("purchases", 3);
    private static final int PARTITION = PURCHASES.partition();

    private final Map<Integer, Long> measured = new ConcurrentHashMap<>();
    private final StandbyLags lags = new StandbyLags(() -> {
        if (measured.isEmpty()) {
            throw new IllegalStateException("no broker");
        }
        return measured;
    });
    private final FakeStores streams = new FakeStores();
    private final ObservedInputs tasks = new ObservedInputs(InputOffsets.empty(), () -> {});
    private final LocalStores stores = new LocalStores(
            streams, tasks, new TaskTime(ClockMode.EVENT, PURCHASES.topic(), tasks, () -> Instant.MAX), lags);

    @AfterEach
    void close() {
        lags.close();
    }

    private Optional<Freshness> ownFreshness() {
        return stores.own(ANN, PARTITION).map(StoredCustomer::freshness);
    }

    private Optional<Freshness> standbyFreshness() {
        return stores.standby(ANN, PARTITION).map(StoredCustomer::freshness);
    }

    @Test
    void shouldReadFromAnActiveTask() {
        // Given
        tasks.opened(PURCHASES);

        // When
        StoredCustomer storedCustomer = stores.own(ANN, PARTITION).orElseThrow();

        // Then
        assertThat(storedCustomer.customer()).isNotNull();
        assertThat(storedCustomer.now()).isEqualTo(TestStoredCustomers.NOW);
        assertThat(storedCustomer.freshness()).isEqualTo(Freshness.CURRENT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReportAnUnknownCustomer(boolean seenAnything) {
        // Given
        tasks.opened(PURCHASES);
        streams.customer = null;
        streams.seenAnything = seenAnything;

        // Then
        assertThat(stores.own(ANN, PARTITION).orElseThrow().customer()).isNull();
    }

    @ParameterizedTest
    @EnumSource(FakeStores.Holding.class)
    void shouldNotReadStoresThatAreBeingRestored(FakeStores.Holding holding) {
        // Given a task that lost its state after a failed commit while its thread continues
        tasks.opened(PURCHASES);
        tasks.closed(PURCHASES);
        streams.holding = holding;
        streams.customer = null;
        streams.seenAnything = false;

        // Then
        assertThat(ownFreshness()).isEmpty();
        assertThat(standbyFreshness()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldDiscardAReadDuringWhichTheTaskWasClosed(boolean reopened) {
        // Given
        tasks.opened(PURCHASES);
        streams.duringQuery = () -> {
            tasks.closed(PURCHASES);
            if (reopened) {
                tasks.opened(PURCHASES);
            }
        };

        // Then
        assertThat(ownFreshness()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING", "STANDBY", "CLOSING"})
    void shouldFindNothingWithoutAnActiveTask(FakeStores.Holding holding) {
        // Given
        tasks.opened(PURCHASES);
        streams.holding = holding;

        // Then
        assertThat(ownFreshness()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDBY", "ACTIVE"})
    void shouldReadAStandbyReplicaWithItsLag(FakeStores.Holding holding) {
        // Given
        streams.holding = holding;
        measured.put(PARTITION, 10_000L);

        // Then
        await().untilAsserted(() -> assertThat(standbyFreshness()).hasValue(Freshness.stale(10_000L)));
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDBY", "ACTIVE"})
    void shouldReadAStandbyReplicaWhileKafkaIsUnreachable(FakeStores.Holding holding) {
        // Given
        streams.holding = holding;

        // Then
        assertThat(standbyFreshness()).hasValue(Freshness.stale(null));
    }

    @Test
    void shouldUseTheLastLagAfterKafkaBecomesUnreachable() {
        // Given
        streams.holding = FakeStores.Holding.STANDBY;
        measured.put(PARTITION, 12L);
        await().until(() -> standbyFreshness().equals(Optional.of(Freshness.stale(12L))));

        // When
        measured.clear();

        // Then
        assertThat(standbyFreshness()).hasValue(Freshness.stale(12L));
    }

    @Test
    void shouldNotReadAStandbyReplicaThatIsBeingRestored() {
        // Given
        streams.holding = FakeStores.Holding.STANDBY;
        measured.put(PARTITION, 10_001L);

        // Then
        await().untilAsserted(() -> assertThat(standbyFreshness()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5})
    void shouldNotReportAnUnknownCustomerFromAStandbyReplica(long lag) {
        // Given
        streams.holding = FakeStores.Holding.STANDBY;
        streams.customer = null;
        measured.put(PARTITION, lag);

        // Then
        assertThat(standbyFreshness()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING", "CLOSING"})
    void shouldFindNoStandbyReplica(FakeStores.Holding holding) {
        // Given
        streams.holding = holding;

        // Then
        assertThat(standbyFreshness()).isEmpty();
    }

    @Test
    void shouldFindNothingWhileAStoreIsBeingClosed() {
        // Given
        tasks.opened(PURCHASES);
        streams.failure = new InvalidStateStoreException("Store customers is currently closed.");

        // Then
        assertThat(ownFreshness()).isEmpty();
        assertThat(standbyFreshness()).isEmpty();
    }

    static Stream<RuntimeException> notRunning() {
        return Stream.of(new StreamsNotStartedException("not started"), new StreamsStoppedException("stopped"));
    }

    @ParameterizedTest
    @MethodSource("notRunning")
    void shouldFailWhileTheInstanceIsNotRunning(RuntimeException thrown) {
        // Given
        tasks.opened(PURCHASES);
        streams.failure = thrown;

        // Then
        assertThatThrownBy(() -> stores.own(ANN, PARTITION))
                .isInstanceOfSatisfying(QueryException.class, failed -> assertThat(failed.error())
                        .isEqualTo(QueryError.NOT_RUNNING));
    }
}
