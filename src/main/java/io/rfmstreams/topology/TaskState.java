package io.rfmstreams.topology;

import io.rfmstreams.segment.Activation;
import io.rfmstreams.topology.TaskRow.HeldTick;
import io.rfmstreams.topology.TaskRow.ReassignmentPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The state of an open task. It is kept in memory; {@link #save} writes it to its row of the {@code tasks} store. */
final class TaskState {

    private static final long NOT_KNOWN = -1;

    private final KeyValueStore<Integer, byte[]> store;
    private final int partition;
    private final String window;
    private final boolean exactlyOnce;
    private final Counts counts;
    private final List<HeldTick> heldTicks;
    private final List<Activation> activations;
    private boolean consistent;
    private long now;
    private long purchasesOffset;
    private long committedOffset = NOT_KNOWN;
    private boolean reassigning;
    private @Nullable String reassignedUpTo;
    private long reassigned;
    private long timersDoneUntil;
    private @Nullable String currency;
    private byte @Nullable [] saved;

    /**
     * Reads the state of the task of a partition.
     *
     * @param window the configured window
     * @param exactlyOnce whether a commit writes all stores in one transaction
     * @throws WindowChangedException if the state was built with another window
     */
    TaskState(KeyValueStore<Integer, byte[]> store, int partition, String window, boolean exactlyOnce) {
        this.store = store;
        this.partition = partition;
        this.window = window;
        this.exactlyOnce = exactlyOnce;
        byte[] row = store.get(partition);
        TaskRow stored = row == null ? TaskRow.start(window, exactlyOnce) : TaskRowFormat.decode(row);
        if (!stored.window().equals(window)) {
            throw new WindowChangedException(stored.window(), window);
        }
        consistent = stored.consistent() && exactlyOnce;
        now = stored.now();
        purchasesOffset = stored.purchasesOffset();
        heldTicks = new ArrayList<>(stored.heldTicks());
        activations = new ArrayList<>(stored.activations());
        ReassignmentPosition position = stored.reassignment();
        reassigning = position != null;
        reassignedUpTo = position == null ? null : position.lastCustomerId();
        reassigned = position == null ? 0 : position.customers();
        timersDoneUntil = stored.timersDoneUntil();
        currency = stored.currency();
        counts = stored.counts();
        saved = row;
    }

    /** Writes the row if it has changed. The task calls it before each commit, which then includes all purchases so far. */
    void save() {
        byte[] row = TaskRowFormat.encode(toRow());
        if (!Arrays.equals(row, saved)) {
            store.put(partition, row);
            saved = row;
        }
        committedOffset = purchasesOffset;
    }

    /** Returns the row that is in the store, null before the first one. */
    byte @Nullable [] saved() {
        return saved;
    }

    private TaskRow toRow() {
        return new TaskRow(
                window,
                consistent,
                now,
                purchasesOffset,
                heldTicks,
                activations,
                reassigning ? new ReassignmentPosition(reassignedUpTo, reassigned) : null,
                timersDoneUntil,
                currency,
                counts);
    }

    int partition() {
        return partition;
    }

    /** Returns whether the state is consistent with the customers; see {@link TaskRow}. */
    boolean isConsistent() {
        return consistent;
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

    /** Advances the clock to a time, epoch milliseconds. An earlier time has no effect. */
    void advance(long to) {
        now = Math.max(now, to);
    }

    long purchasesOffset() {
        return purchasesOffset;
    }

    /** Returns the offset of the last purchase that the last commit contains, or the one that is under way; -1 before the first. */
    long committedOffset() {
        return committedOffset;
    }

    /** Records that a purchase was processed. The offset may be lower than the last one if the topic was created again. */
    void recordProcessed(long offset) {
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

    /** Records that another version is active from {@code effectiveAt} on, and starts a reassignment. */
    void activate(int modelVersion, long effectiveAt, long aliasOffset) {
        activations.add(new Activation(modelVersion, effectiveAt, aliasOffset));
        startReassignment();
    }

    /** Records that a newer alias names the active version. */
    void activateAgain(long aliasOffset) {
        Activation active = activations.remove(activations.size() - 1);
        activations.add(new Activation(active.modelVersion(), active.effectiveAt(), aliasOffset));
    }

    /** Starts a reassignment at the first customer. */
    void startReassignment() {
        reassigning = true;
        reassignedUpTo = null;
        reassigned = 0;
    }

    /** Returns the time up to which all timers have fired, epoch milliseconds. */
    long timersDoneUntil() {
        return timersDoneUntil;
    }

    /** Records that all timers up to a time have fired. */
    void recordTimersDone(long at) {
        timersDoneUntil = Math.max(timersDoneUntil, at);
    }

    /** Returns the first currency that an event named, null before the first. */
    @Nullable
    String currency() {
        return currency;
    }

    /** Records the first currency that an event named. */
    void recordCurrency(String first) {
        currency = first;
    }

    boolean isReassigning() {
        return reassigning;
    }

    /** Returns the last customer that the reassignment visited, null at its start. */
    @Nullable
    String reassignedUpTo() {
        return reassignedUpTo;
    }

    /** Records that the reassignment has visited the next customer. */
    void recordReassigned(String customerId) {
        reassignedUpTo = customerId;
        reassigned++;
    }

    /** Returns the number of customers that the reassignment has visited. */
    long reassigned() {
        return reassigned;
    }

    /** Records that all customers are reassigned. */
    void completeReassignment() {
        reassigning = false;
        reassignedUpTo = null;
        reassigned = 0;
        consistent = exactlyOnce;
        activations.subList(0, Math.max(0, activations.size() - 1)).clear();
    }
}
