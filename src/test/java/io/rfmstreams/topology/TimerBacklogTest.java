package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.topology.Timers.Entry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class TimerBacklogTest {

    private final KeyValueStore<byte[], byte[]> store = TimersTest.store();
    private final Timers timers = new Timers(store);

    @Test
    void shouldCountDueTimersThatHaveNotFired() {
        // Given
        timers.add(new Entry(99, "fired"));
        timers.add(new Entry(100, "at the time fired last"));
        timers.add(new Entry(150, "between"));
        timers.add(new Entry(200, "now"));
        timers.add(new Entry(201, "later"));
        timers.flush();

        // Then
        assertThat(TimerBacklog.of(task(100, 200), store)).isEqualTo(new TimerBacklog(3, Duration.ofMillis(100)));
    }

    @Test
    void shouldCountFromTheStartIfNoTimerHasFired() {
        // Given
        timers.add(new Entry(0, "ann"));
        timers.add(new Entry(7, "bob"));
        timers.flush();

        // Then
        assertThat(TimerBacklog.of(task(Long.MIN_VALUE, 7), store))
                .isEqualTo(new TimerBacklog(2, Duration.ofMillis(7)));
    }

    @Test
    void shouldCountNoTimersIfNoneIsDue() {
        // Given
        timers.add(new Entry(201, "later"));
        timers.flush();

        // Then
        assertThat(TimerBacklog.of(task(100, 200), store)).isEqualTo(TimerBacklog.NONE);
        assertThat(TimerBacklog.of(task(250, 220), store)).isEqualTo(TimerBacklog.NONE);
        assertThat(TimerBacklog.of(TaskRow.start("P365D", true), store)).isEqualTo(TimerBacklog.NONE);
    }

    @Test
    void shouldCountUpToTheMaximum() {
        // Given
        for (int i = 0; i <= TimerBacklog.MAX_COUNT; i++) {
            timers.add(new Entry(100 + i, "c"));
        }
        timers.flush();

        // Then
        assertThat(TimerBacklog.of(task(0, 99 + TimerBacklog.MAX_COUNT), store).customers())
                .isEqualTo(TimerBacklog.MAX_COUNT);
        assertThat(TimerBacklog.of(task(0, 98 + TimerBacklog.MAX_COUNT), store).customers())
                .isEqualTo(TimerBacklog.MAX_COUNT - 1);
        assertThat(TimerBacklog.of(task(0, 100 + TimerBacklog.MAX_COUNT), store))
                .isEqualTo(new TimerBacklog(TimerBacklog.MAX_COUNT, Duration.ofMillis(TimerBacklog.MAX_COUNT)));
    }

    private static TaskRow task(long timersDoneUntil, long now) {
        return new TaskRow("P365D", true, now, -1, List.of(), List.of(), null, timersDoneUntil, null, new Counts());
    }
}
