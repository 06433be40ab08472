package io.rfmstreams.faults;

import java.util.List;
import java.util.Random;

/** What a disturbance acts on. */
record Scene(Cluster cluster, Random random, int phase) {

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
