package io.rfmstreams.topology;

import io.rfmstreams.segment.Activation;
import io.rfmstreams.topology.TaskRow.HeldTick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The progress of one running task: kept in memory, and written to its row of the {@code tasks} store by {@link #save}. */
final class TaskState {

    private final KeyValueStore<Integer, byte[]> store;
    private final int partition;
    private final String window;
    private final boolean exactlyOnce;
    private final Counts counts;
    private final List<HeldTick> heldTicks;
    private final List<Activation> activations;
    private boolean exact;
    private long now;
    private long purchasesOffset;
    private boolean reassigning;
    private @Nullable String reassignedUpTo;
    private long reassigned;
    private long timersDoneUntil;
    private @Nullable String currency;
    private byte @Nullable [] saved;

    /**
     * Opens the task state of a partition's task.
     *
     * @param window the window as configured
     * @param exactlyOnce whether all stores are written in one transaction
     * @throws WindowChangedException if the state was built with another window
     */
    TaskState(KeyValueStore<Integer, byte[]> store, int partition, String window, boolean exactlyOnce) {
        this.store = store;
        this.partition = partition;
        this.window = window;
        this.exactlyOnce = exactlyOnce;
        byte[] row = store.get(partition);
        TaskRow progress = row == null ? TaskRow.start(window, exactlyOnce) : TaskRowFormat.decode(row);
        if (!progress.window().equals(window)) {
            throw new WindowChangedException(progress.window(), window);
        }
        exact = progress.exact() && exactlyOnce;
        now = progress.now();
        purchasesOffset = progress.purchasesOffset();
        heldTicks = new ArrayList<>(progress.heldTicks());
        activations = new ArrayList<>(progress.activations());
        reassigning = progress.reassigning();
        reassignedUpTo = progress.reassignedUpTo();
        reassigned = progress.reassigned();
        timersDoneUntil = progress.timersDoneUntil();
        currency = progress.currency();
        counts = progress.counts();
        saved = row;
    }

    /** Writes the row if it has changed; to be called before each commit. */
    void save() {
        byte[] row = TaskRowFormat.encode(this);
        if (!Arrays.equals(row, saved)) {
            store.put(partition, row);
            saved = row;
        }
    }

    String window() {
        return window;
    }

    int partition() {
        return partition;
    }

    /** Whether all that the row says of customers is so, whatever ended the task before. */
    boolean isExact() {
        return exact;
    }

    Counts counts() {
        return counts;
    }

    void count(Counter counter) {
        counts.add(counter, 1);
    }

    long now() {
        return now;
    }

    /** Moves the clock; it never goes back. */
    void advance(long to) {
        now = Math.max(now, to);
    }

    long purchasesOffset() {
        return purchasesOffset;
    }

    /** Notes that a purchase has been processed. Offsets rise, but begin again where the topic is made anew. */
    void processed(long offset) {
        purchasesOffset = offset;
    }

    List<HeldTick> heldTicks() {
        return heldTicks;
    }

    List<Activation> activations() {
        return activations;
    }

    Activation active() {
        return Activation.inForce(activations);
    }

    /** Notes that another version is active from {@code effectiveAt} on, and starts the reassignment anew. */
    void activate(int modelVersion, long effectiveAt, long aliasOffset) {
        activations.add(new Activation(modelVersion, effectiveAt, aliasOffset));
        reassignment();
    }

    /** Notes that a later alias names the version that is active already. */
    void activateAgain(long aliasOffset) {
        Activation active = activations.remove(activations.size() - 1);
        activations.add(new Activation(active.modelVersion(), active.effectiveAt(), aliasOffset));
    }

    /** Starts the reassignment at the first customer. */
    void reassignment() {
        reassigning = true;
        reassignedUpTo = null;
        reassigned = 0;
    }

    /** Up to which moment all who were due have been woken. */
    long timersDoneUntil() {
        return timersDoneUntil;
    }

    void timersDoneUntil(long at) {
        timersDoneUntil = Math.max(timersDoneUntil, at);
    }

    /** The first currency that an event named; null before any. */
    @Nullable
    String currency() {
        return currency;
    }

    void currency(String first) {
        currency = first;
    }

    boolean isReassigning() {
        return reassigning;
    }

    @Nullable
    String reassignedUpTo() {
        return reassignedUpTo;
    }

    /** Notes that the reassignment has seen its next customer. */
    void reassignedUpTo(String customerId) {
        reassignedUpTo = customerId;
        reassigned++;
    }

    /** How many customers the reassignment has seen. */
    long reassigned() {
        return reassigned;
    }

    /** Notes that every customer has been brought over. */
    void reassignmentDone() {
        reassigning = false;
        reassignedUpTo = null;
        reassigned = 0;
        exact = exactlyOnce;
        activations.subList(0, Math.max(0, activations.size() - 1)).clear();
    }
}
