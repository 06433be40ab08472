package io.rfmstreams.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a disturbance acts on. It counts what has happened. */
final class Scene {

    private final Cluster cluster;
    private final Progress progress;
    private final Random random;
    private final List<String> notes = new ArrayList<>();
    private int phase;
    private int faults;

    Scene(Cluster cluster, Progress progress, Random random) {
        this.cluster = cluster;
        this.progress = progress;
        this.random = random;
    }

    Cluster cluster() {
        return cluster;
    }

    /** Returns the sum of a metric over all partitions whose processor answers. */
    double sum(String metric) {
        return progress.samples(metric).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    Random random() {
        return random;
    }

    /** Returns the number of the phase, from 0. */
    int phase() {
        return phase;
    }

    void nextPhase() {
        phase++;
    }

    /** Counts a fault. */
    void happened() {
        faults++;
    }

    int faults() {
        return faults;
    }

    /** Keeps a remark for the report. */
    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return notes;
    }

    /** Waits for a random time. */
    void pause(int leastMillis, int mostMillis) throws InterruptedException {
        Thread.sleep(leastMillis + random.nextInt(mostMillis - leastMillis + 1));
    }

    /** Returns one of the running processors. */
    int anyProcessor() {
        List<Integer> running = cluster.running();
        return running.get(random.nextInt(running.size()));
    }
}
