package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.TickJson;
import io.rfmstreams.topology.ProcessorRules.ClockMode;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class TicksTest {

    private static final TopicPartition PURCHASES = new TopicPartition("purchases", 0);

    /** A broker whose answers the test controls. */
    private static final class FakeProbe implements InputOffsets {

        private CompletableFuture<Long> end = new CompletableFuture<>();
        private int asked;

        @Override
        public CompletableFuture<Long> endOffset(TopicPartition partition) {
            assertThat(partition).isEqualTo(PURCHASES);
            asked++;
            return end;
        }

        @Override
        public CompletableFuture<Long> committedOffset(TopicPartition partition) {
            throw new AssertionError("nobody needs it");
        }
    }

    private final FakeProbe inputOffsets = new FakeProbe();
    private final KeyValueStore<Integer, byte[]> store = store();
    private TaskState taskState = new TaskState(store, 0, "P365D", true);
    private Ticks ticks = ticks();

    @Test
    void shouldReleaseATickWhoseOffsetIsBeyondTheEnd() {
        // Given
        purchase(4);
        tick(1_000, 5);
        tick(2_000, 100);

        // When
        ticks.poll();
        inputOffsets.end.complete(100L);
        ticks.poll();

        // Then
        assertThat(taskState.now()).isEqualTo(2_000);
        assertThat(taskState.heldTicks()).singleElement().satisfies(held -> assertThat(held.followsOffset())
                .isEqualTo(5));
    }

    @Test
    void shouldHoldATickWhosePurchaseIsNotProcessedYet() {
        // Given
        purchase(4);
        tick(1_000, 99);

        // When
        ticks.poll();
        inputOffsets.end.complete(100L);
        ticks.poll();
        ticks.poll();

        // Then
        assertThat(taskState.heldTicks()).hasSize(1);
        assertThat(inputOffsets.asked).isEqualTo(1);
        purchase(99);
        assertThat(taskState.heldTicks()).isEmpty();
        assertThat(taskState.now()).isEqualTo(1_000);
    }

    @Test
    void shouldRequestTheEndAgainForALaterTick() {
        // Given
        tick(1_000, 50);
        ticks.poll();
        tick(2_000, 60);

        // When purchases 50 and 60 arrive after the first answer of the broker
        inputOffsets.end.complete(50L);
        CompletableFuture<Long> first = inputOffsets.end;
        inputOffsets.end = new CompletableFuture<>();
        ticks.poll();

        // Then
        assertThat(first).isCompletedWithValue(50L);
        assertThat(taskState.now()).isEqualTo(1_000);
        assertThat(taskState.heldTicks()).hasSize(1);
        assertThat(inputOffsets.asked).isEqualTo(2);
        inputOffsets.end.complete(61L);
        ticks.poll();
        assertThat(taskState.heldTicks()).hasSize(1);
        assertThat(inputOffsets.asked).isEqualTo(2);
    }

    @Test
    void shouldWaitWhileTheBrokerDoesNotAnswer() {
        // Given
        tick(1_000, 50);
        ticks.poll();

        // When
        inputOffsets.end.completeExceptionally(new IllegalStateException("the broker is away"));
        inputOffsets.end = CompletableFuture.completedFuture(0L);
        ticks.poll();
        assertThat(taskState.heldTicks()).hasSize(1);
        ticks.poll();

        // Then
        assertThat(taskState.heldTicks()).isEmpty();
        assertThat(taskState.now()).isEqualTo(1_000);
    }

    @Test
    void shouldReleaseTicksThatWereHeldBeforeARestart() {
        // Given
        tick(1_000, 50);
        taskState.save();
        inputOffsets.end.complete(20L);

        // When
        taskState = new TaskState(store, 0, "P365D", true);
        ticks = ticks();
        ticks.poll();
        ticks.poll();

        // Then
        assertThat(taskState.heldTicks()).isEmpty();
        assertThat(taskState.now()).isEqualTo(1_000);
    }

    @Test
    void shouldLimitTheNumberOfHeldTicks() {
        // When
        for (int i = 0; i < 3 * Ticks.MAX_HELD; i++) {
            tick(1_000 + i, 50 + i);
        }
        tick(500, 40);

        // Then
        long last = 3 * Ticks.MAX_HELD - 1;
        assertThat(taskState.heldTicks()).hasSize(Ticks.MAX_HELD);
        purchase(50 + last - 1);
        assertThat(taskState.heldTicks()).hasSize(1);
        assertThat(taskState.now()).isEqualTo(1_000 + Ticks.MAX_HELD - 2);
        purchase(50 + last);
        assertThat(taskState.heldTicks()).isEmpty();
        assertThat(taskState.now()).isEqualTo(1_000 + last);
    }

    @Test
    void shouldReleaseATickWhosePurchaseWasDeleted() {
        // Given
        purchase(4);
        tick(1_000, 50);

        // When the next purchase has a later offset
        ticks.releaseUpTo(79);

        // Then
        assertThat(taskState.heldTicks()).isEmpty();
        assertThat(taskState.now()).isEqualTo(1_000);
    }

    @Test
    void shouldHoldTicksOfATopicThatWasCreatedAgain() {
        // Given
        purchase(1_000);

        // When
        purchase(0);
        tick(1_000, 5);

        // Then
        assertThat(taskState.now()).isLessThan(1_000);
        for (int offset = 1; offset <= 5; offset++) {
            assertThat(taskState.heldTicks()).hasSize(1);
            purchase(offset);
        }
        assertThat(taskState.heldTicks()).isEmpty();
        assertThat(taskState.now()).isEqualTo(1_000);
    }

    private Ticks ticks() {
        TaskClock clock = new TaskClock(
                ClockMode.EVENT, taskState, new Backfill(PURCHASES, InputOffsets.empty()), () -> Long.MAX_VALUE);
        InputWarnings warnings = new InputWarnings(taskState, clock, new RateLimitedLog(() -> 0, line -> {}));
        return new Ticks(taskState, clock, PURCHASES, inputOffsets, warnings);
    }

    private void tick(long time, long follows) {
        Headers headers = new RecordHeaders();
        headers.add(TickJson.FOLLOWS_HEADER, String.valueOf(follows).getBytes(StandardCharsets.UTF_8));
        ticks.accept(time, headers);
    }

    /** Does what the task does for each purchase. */
    private void purchase(long offset) {
        ticks.releaseUpTo(offset - 1);
        taskState.recordProcessed(offset);
        ticks.releaseUpTo(offset);
    }

    private static KeyValueStore<Integer, byte[]> store() {
        KeyValueStore<Integer, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("tasks"), Serdes.Integer(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>(new Properties()).getStateStoreContext(), store);
        return store;
    }
}
