package io.rfmstreams.faults;

import io.rfmstreams.topology.ProcessorRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the results of a run with those of the oracles. */
final class Comparison {

    private final FaultCase fault;
    private final List<Phase> phases;
    private final List<String> badTicks;
    private final int partitions;
    private final List<String> notes = new ArrayList<>();
    private int customers;
    private int messages;

    /** @param badTicks the dead letters that bad ticks must become */
    Comparison(FaultCase fault, List<Phase> phases, List<String> badTicks, int partitions) {
        this.fault = fault;
        this.phases = phases;
        this.badTicks = badTicks;
        this.partitions = partitions;
    }

    /**
     * Returns the differences. Under {@code at_least_once} only the state is promised: the first and the last purchase, recency,
     * frequency and monetary of each customer, on the profiles topic and in the stores.
     *
     * @param end the clock of all tasks, epoch milliseconds
     */
    List<String> differences(Cluster cluster, long end) {
        ProcessorRules rules = cluster.settings().processor();
        Results actual = Records.of(cluster.installation());
        Results expected = withBadTicks(Expected.of(phases, partitions, rules));
        Oracle oracle = Oracle.of(phases, partitions, rules);
        customers = oracle.states().size();
        messages = count(expected.changes())
                + count(expected.alerts())
                + expected.deadLetters().size();
        Differences differences = new Differences();
        differences.compareStates(actual, oracle, end);
        differences.compare("answer", Answers.of(cluster, oracle.states().keySet(), end), oracle.states());
        if (fault.isExactlyOnce()) {
            differences.compare(actual, expected);
            differences.compare(actual, oracle, end);
            differences.checkSequences(actual.changes());
            differences.checkSlipped(actual);
        } else {
            Differences others = new Differences();
            others.compareProfiles(actual, expected);
            notes.add(Repeats.of(actual, expected) + ", " + others.found().size() + " other profiles");
        }
        return differences.found();
    }

    List<String> notes() {
        return notes;
    }

    int customers() {
        return customers;
    }

    int messages() {
        return messages;
    }

    private Results withBadTicks(Results results) {
        List<String> deadLetters = new ArrayList<>(results.deadLetters());
        deadLetters.addAll(badTicks);
        deadLetters.sort(null);
        return new Results(results.changes(), results.alerts(), results.profiles(), deadLetters);
    }

    private static int count(Map<String, List<String>> messages) {
        return messages.values().stream().mapToInt(List::size).sum();
    }
}
