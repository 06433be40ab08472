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
    void shouldCountWhoIsDueByNowAndNotWokenYet() {
        // Given
        timers.add(new Entry(99, "before what is done"));
        timers.add(new Entry(100, "within the moment last worked on"));
        timers.add(new Entry(150, "between"));
        timers.add(new Entry(200, "now"));
        timers.add(new Entry(201, "later"));
        timers.flush();

        // Then
        assertThat(TimerBacklog.of(task(100, 200), store)).isEqualTo(new TimerBacklog(3, Duration.ofMillis(100)));
    }

    @Test
    void shouldCountFromTheStartWhereNothingWasWorkedOffYet() {
        // Given
        timers.add(new Entry(0, "ann"));
        timers.add(new Entry(7, "bob"));
        timers.flush();

        // Then
        assertThat(TimerBacklog.of(task(Long.MIN_VALUE, 7), store))
                .isEqualTo(new TimerBacklog(2, Duration.ofMillis(7)));
    }

    @Test
    void shouldFindNobodyWhereAllIsDoneOrNobodyIsDue() {
        // Given
        timers.add(new Entry(201, "later"));
        timers.flush();

        // Then
        assertThat(TimerBacklog.of(task(100, 200), store)).isEqualTo(TimerBacklog.NONE);
        assertThat(TimerBacklog.of(task(250, 220), store)).isEqualTo(TimerBacklog.NONE);
        assertThat(TimerBacklog.of(TaskRow.start("P365D", true), store)).isEqualTo(TimerBacklog.NONE);
    }

    @Test
    void shouldCountNoFurtherThanItSays() {
        // Given
        for (int i = 0; i <= TimerBacklog.MOST; i++) {
            timers.add(new Entry(100 + i, "c"));
        }
        timers.flush();

        // Then
        assertThat(TimerBacklog.of(task(0, 99 + TimerBacklog.MOST), store).customers())
                .isEqualTo(TimerBacklog.MOST);
        assertThat(TimerBacklog.of(task(0, 98 + TimerBacklog.MOST), store).customers())
                .isEqualTo(TimerBacklog.MOST - 1);
        assertThat(TimerBacklog.of(task(0, 100 + TimerBacklog.MOST), store))
                .isEqualTo(new TimerBacklog(TimerBacklog.MOST, Duration.ofMillis(TimerBacklog.MOST)));
    }

    private static TaskRow task(long timersDoneUntil, long now) {
        return new TaskRow("P365D", true, now, -1, List.of(), List.of(), false, null, 0, timersDoneUntil, new Counts());
    }
}
