package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.topology.Agenda.Entry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class AgendaBacklogTest {

    private final KeyValueStore<byte[], byte[]> store = AgendaTest.store();
    private final Agenda agenda = new Agenda(store);

    @Test
    void shouldCountWhoIsDueByNowAndNotWokenYet() {
        // Given
        agenda.add(new Entry(99, "before what is done"));
        agenda.add(new Entry(100, "within the moment last worked on"));
        agenda.add(new Entry(150, "between"));
        agenda.add(new Entry(200, "now"));
        agenda.add(new Entry(201, "later"));
        agenda.flush();

        // Then
        assertThat(AgendaBacklog.of(task(100, 200), store)).isEqualTo(new AgendaBacklog(3, Duration.ofMillis(100)));
    }

    @Test
    void shouldCountFromTheStartWhereNothingWasWorkedOffYet() {
        // Given
        agenda.add(new Entry(0, "ann"));
        agenda.add(new Entry(7, "bob"));
        agenda.flush();

        // Then
        assertThat(AgendaBacklog.of(task(Long.MIN_VALUE, 7), store))
                .isEqualTo(new AgendaBacklog(2, Duration.ofMillis(7)));
    }

    @Test
    void shouldFindNobodyWhereAllIsDoneOrNobodyIsDue() {
        // Given
        agenda.add(new Entry(201, "later"));
        agenda.flush();

        // Then
        assertThat(AgendaBacklog.of(task(100, 200), store)).isEqualTo(AgendaBacklog.NONE);
        assertThat(AgendaBacklog.of(task(250, 220), store)).isEqualTo(AgendaBacklog.NONE);
        assertThat(AgendaBacklog.of(TaskProgress.start("P365D", true), store)).isEqualTo(AgendaBacklog.NONE);
    }

    @Test
    void shouldCountNoFurtherThanItSays() {
        // Given
        for (int i = 0; i <= AgendaBacklog.MOST; i++) {
            agenda.add(new Entry(100 + i, "c"));
        }
        agenda.flush();

        // Then
        assertThat(AgendaBacklog.of(task(0, 99 + AgendaBacklog.MOST), store).customers())
                .isEqualTo(AgendaBacklog.MOST);
        assertThat(AgendaBacklog.of(task(0, 98 + AgendaBacklog.MOST), store).customers())
                .isEqualTo(AgendaBacklog.MOST - 1);
        assertThat(AgendaBacklog.of(task(0, 100 + AgendaBacklog.MOST), store))
                .isEqualTo(new AgendaBacklog(AgendaBacklog.MOST, Duration.ofMillis(AgendaBacklog.MOST)));
    }

    private static TaskProgress task(long agendaDoneTo, long now) {
        return new TaskProgress(
                "P365D", true, now, -1, List.of(), List.of(), false, null, 0, agendaDoneTo, new Counts());
    }
}
