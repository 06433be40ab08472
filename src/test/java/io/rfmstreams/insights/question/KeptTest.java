package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeptTest {

    private static final long COST = 100;
    private static final long MAX_BYTES = 20;
    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger computations = new AtomicInteger();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Kept<String, Integer> kept = keeping(10, MAX_AGE);

    private Kept<String, Integer> keeping(long bytes, Duration longest) {
        return new Kept<>(MAX_BYTES, value -> bytes, longest, background::add, nanos::get);
    }

    /** Returns the number of the computation that the value is from. */
    private int ask(String key) {
        return kept.get(key, () -> {
            nanos.addAndGet(COST);
            return computations.incrementAndGet();
        });
    }

    /** Lets time pass until a number of costs after the start of the last computation. */
    private void passUntil(long costs) {
        nanos.addAndGet((costs - 1) * COST);
    }

    @Test
    void shouldGiveAFreshValueAgain() {
        // Given
        ask("a");
        passUntil(Kept.FRESH);

        // When
        int value = ask("a");

        // Then
        assertThat(value).isEqualTo(1);
        assertThat(background).isEmpty();
    }

    @Test
    void shouldComputeAnOlderValueOnceInTheBackground() {
        // Given
        ask("a");
        passUntil(Kept.FRESH);
        nanos.incrementAndGet();

        // When
        List<Integer> meanwhile = List.of(ask("a"), ask("a"));
        int inBackground = background.size();
        background.remove().run();

        // Then
        assertThat(meanwhile).containsExactly(1, 1);
        assertThat(inBackground).isEqualTo(1);
        assertThat(ask("a")).isEqualTo(2);
    }

    @Test
    void shouldNotGiveAValueThatIsTooOld() {
        // Given
        ask("a");
        passUntil(Kept.USABLE);
        nanos.incrementAndGet();

        // When
        int value = ask("a");

        // Then
        assertThat(value).isEqualTo(2);
    }

    @Test
    void shouldNotWaitForABackgroundThatHasNotBegun() {
        // Given
        ask("a");
        passUntil(Kept.FRESH + 1);
        ask("a");
        passUntil(Kept.USABLE);

        // When
        int value = ask("a");
        background.remove().run();

        // Then
        assertThat(value).isEqualTo(2);
        assertThat(computations).hasValue(2);
    }

    @Test
    void shouldDropWhatWasNotAskedForTheLongestTime() {
        // Given
        ask("a");
        ask("b");
        ask("a");

        // When
        ask("c");

        // Then
        assertThat(ask("a")).isEqualTo(1);
        assertThat(ask("b")).isEqualTo(4);
    }

    @Test
    void shouldGiveAValueThatIsTooLargeToKeep() {
        // Given
        Kept<String, Integer> small = keeping(MAX_BYTES + 1, MAX_AGE);
        Supplier<Integer> slow = () -> {
            nanos.addAndGet(COST);
            return computations.incrementAndGet();
        };

        // When
        int value = small.get("a", slow);

        // Then
        assertThat(value).isEqualTo(1);
        assertThat(small.get("a", slow)).isEqualTo(2);
    }

    @Test
    void shouldNotTakeAValueForFreshBecauseItTookLong() {
        // Given
        Kept<String, Integer> shortly = keeping(10, Duration.ofNanos(Kept.FRESH * COST / 2));
        Supplier<Integer> slow = () -> {
            nanos.addAndGet(COST);
            return computations.incrementAndGet();
        };
        shortly.get("a", slow);
        passUntil(Kept.USABLE / 2);
        nanos.incrementAndGet();

        // When
        int value = shortly.get("a", slow);

        // Then
        assertThat(value).isEqualTo(2);
    }

    @Test
    void shouldThrowAFailureAndComputeAgain() {
        // Given
        Supplier<Integer> failing = () -> {
            throw QuestionException.badRequest("no");
        };

        // When
        // Then
        assertThatThrownBy(() -> kept.get("a", failing)).isInstanceOf(QuestionException.class);
        assertThat(ask("a")).isEqualTo(1);
    }

    @Test
    void shouldComputeOnceForAllWhoAskAtTheSameTime() throws Exception {
        // Given
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Supplier<Integer> slow = () -> {
            begun.countDown();
            await(end);
            return computations.incrementAndGet();
        };
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> kept.get("a", slow), KeptTest::start);
        await(begun);

        // When
        List<CompletableFuture<Integer>> others = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> kept.get("a", slow), KeptTest::start))
                .limit(5)
                .toList();
        end.countDown();

        // Then
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        for (CompletableFuture<Integer> other : others) {
            assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(computations).hasValue(1);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "kept-test");
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
