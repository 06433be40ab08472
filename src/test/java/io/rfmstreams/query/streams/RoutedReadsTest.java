package io.rfmstreams.query.streams;

import static io.rfmstreams.query.streams.PlacementsTest.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.query.CustomerId;
import io.rfmstreams.query.Freshness;
import io.rfmstreams.query.Freshness.Origin;
import io.rfmstreams.query.Refusal;
import io.rfmstreams.query.RefusedException;
import io.rfmstreams.query.Sighting;
import io.rfmstreams.topology.InputProbe;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One instance of two, with one partition, while the other owns it, is away, or nobody knows; Kafka is away throughout. */
class RoutedReadsTest {

    private static final HostInfo SELF = new HostInfo("self", 1);
    private static final CustomerId ANN = new CustomerId("ann");
    private static final TopicPartition PURCHASES = new TopicPartition("purchases", 0);
    private static final Set<Integer> HERE = Set.of(0);
    private static final Set<Integer> NONE = Set.of();
    private static final Freshness COPY = Freshness.stale(null);

    private final FakePeer other = new FakePeer();
    private final FakeStores streams = new FakeStores();
    private final ObservedProbe tasks = new ObservedProbe(InputProbe.nothingToRead(), () -> {});
    private final Lags lags = new Lags(() -> {
        throw new IllegalStateException("no broker");
    });
    private volatile Collection<StreamsMetadata> members = List.of();

    @AfterEach
    void close() {
        other.close();
        lags.close();
    }

    private RoutedReads reads() {
        return reads(new Peers(new PeerAccess("", null, Duration.ofSeconds(20), 4)));
    }

    private RoutedReads reads(Peers peers) {
        TaskTime time = new TaskTime(ClockMode.EVENT, PURCHASES.topic(), tasks, () -> Instant.MAX);
        return new RoutedReads(
                new LocalStores(streams, tasks, time, lags),
                new Placements(() -> members, SELF, PURCHASES.topic(), 1),
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
        other.answer = SightingBytes.encode(TestSightings.of(freshness));
    }

    private static Refusal refusal(RoutedReads reads) {
        try {
            reads.find(ANN);
        } catch (RefusedException refused) {
            return refused.refusal();
        }
        throw new AssertionError("it was answered");
    }

    @Test
    void shouldAnswerAsTheOwner() {
        // Given
        isOwnedHere();
        tasks.opened(PURCHASES);

        // Then
        assertThat(reads().find(ANN).freshness()).isEqualTo(Freshness.CURRENT);
        assertThat(other.asked).isEmpty();
    }

    @Test
    void shouldAskTheOwner() {
        // Given
        isOwnedThere();
        answersThere(Freshness.CURRENT);

        // Then
        assertThat(reads().find(ANN).freshness()).isEqualTo(new Freshness(Origin.REMOTE, false, 0L));
        assertThat(other.asked).singleElement().asString().endsWith(" owner null");
    }

    @Test
    void shouldAnswerFromItsCopyWhereTheOwnerIsAway() {
        // Given
        isOwnedThere();
        other.close();

        // Then
        assertThat(reads().find(ANN).freshness()).isEqualTo(COPY);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500, 503})
    void shouldAnswerFromItsCopyWhereTheOwnerCannotTell(int status) {
        // Given
        isOwnedThere();
        other.status = status;

        // Then
        assertThat(reads().find(ANN).freshness()).isEqualTo(COPY);
    }

    @Test
    void shouldAnswerFromItsCopyWhereTooManyAskTheOwner() {
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
        RoutedReads reads = reads(new Peers(new PeerAccess("", null, Duration.ofSeconds(20), 1)));
        new Thread(() -> reads.find(ANN)).start();
        await().until(() -> other.asked.size() == 1);

        // When
        Sighting sighting = reads.find(ANN);
        release.countDown();

        // Then
        assertThat(sighting.freshness()).isEqualTo(COPY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STANDBY", "ACTIVE"})
    void shouldAnswerFromWhatIsHereWhileNobodyKnowsTheOwner(FakeStores.Holding holding) {
        // Given
        streams.holding = holding;

        // Then
        assertThat(reads().find(ANN).freshness()).isEqualTo(COPY);
    }

    @Test
    void shouldAnswerFromWhatIsHereUntilItsTaskIsOpen() {
        // Given
        isOwnedHere();

        // Then
        assertThat(reads().find(ANN).freshness()).isEqualTo(COPY);
    }

    @Test
    void shouldAskAnotherCopyWhereItHasNone() {
        // Given
        isOwnedHere();
        streams.customer = null;
        answersThere(Freshness.stale(3L));

        // Then
        assertThat(reads().find(ANN).freshness()).isEqualTo(new Freshness(Origin.REMOTE, true, 3L));
        assertThat(other.asked).singleElement().asString().endsWith(" copy null");
    }

    @Test
    void shouldSayWhyNobodyAnswers() {
        // Given
        streams.holding = FakeStores.Holding.NOTHING;
        other.status = 503;

        // Then
        assertThat(refusal(reads())).isEqualTo(Refusal.REBALANCING);

        // When
        isOwnedThere();
        streams.holding = FakeStores.Holding.NOTHING;

        // Then
        assertThat(refusal(reads())).isEqualTo(Refusal.REBALANCING);

        // When
        isOwnedHere();
        streams.holding = FakeStores.Holding.NOTHING;

        // Then
        assertThat(refusal(reads())).isEqualTo(Refusal.RESTORING);

        // When
        isOwnedThere();
        streams.holding = FakeStores.Holding.NOTHING;
        other.close();

        // Then
        assertThat(refusal(reads())).isEqualTo(Refusal.OWNER_AWAY);
    }

    @Test
    void shouldWaitForTheMomentInWhichACopyBecomesTheOwnersState() {
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
        assertThat(reads().find(ANN).freshness()).isEqualTo(Freshness.CURRENT);
    }

    @ParameterizedTest
    @CsvSource({"true,true,false", "false,true,true"})
    void shouldAnswerOtherInstancesOutOfItsOwnStores(boolean owner, boolean takeCopy, boolean stale) {
        // Given
        isOwnedThere();
        if (owner) {
            isOwnedHere();
            tasks.opened(PURCHASES);
        }

        // When
        Sighting sighting = SightingBytes.decode(reads().find(ANN, takeCopy));

        // Then
        assertThat(sighting.freshness().stale()).isEqualTo(stale);
        assertThat(other.asked).isEmpty();
    }

    @Test
    void shouldNotAnswerAsTheOwnerOutOfACopy() {
        // Given
        isOwnedThere();
        RoutedReads reads = reads();

        // Then
        assertThatThrownBy(() -> reads.find(ANN, false)).isInstanceOf(RefusedException.class);
        assertThat(other.asked).isEmpty();
    }
}
