package io.rfmstreams.topology;

import io.rfmstreams.contract.StateBytes;
import io.rfmstreams.contract.StateFormat;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.topology.TaskRow.HeldTick;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a row of the {@code tasks} store. */
final class TaskRowFormat {

    private static final int FORMAT = 4;
    private static final int USUAL_SIZE = 256;

    private TaskRowFormat() {}

    static byte[] encode(TaskState taskState) {
        StateBytes state = new StateBytes(USUAL_SIZE)
                .single(FORMAT)
                .text(taskState.window())
                .single(taskState.isExact() ? 1 : 0)
                .signed(taskState.now())
                .signed(taskState.purchasesOffset())
                .unsigned(taskState.heldTicks().size());
        for (HeldTick tick : taskState.heldTicks()) {
            state.signed(tick.time()).signed(tick.followsOffset());
        }
        state.unsigned(taskState.activations().size());
        for (Activation activation : taskState.activations()) {
            state.unsigned(activation.modelVersion())
                    .signed(activation.effectiveAt())
                    .signed(activation.aliasOffset());
        }
        String reassignedUpTo = taskState.reassignedUpTo();
        state.single(taskState.isReassigning() ? 1 : 0)
                .text(reassignedUpTo == null ? "" : reassignedUpTo)
                .unsigned(taskState.reassigned());
        state.signed(taskState.timersDoneUntil());
        String currency = taskState.currency();
        state.text(currency == null ? "" : currency);
        taskState.counts().write(state);
        return state.toByteArray();
    }

    static TaskRow decode(byte[] bytes) {
        StateBytes.Cursor state = StateFormat.require(FORMAT, "a task", bytes);
        String window = state.text();
        boolean exact = state.single() == 1;
        long now = state.signed();
        long purchasesOffset = state.signed();
        List<HeldTick> ticks = new ArrayList<>();
        for (int count = state.count(); count > 0; count--) {
            ticks.add(new HeldTick(state.signed(), state.signed()));
        }
        List<Activation> activations = new ArrayList<>();
        for (int count = state.count(); count > 0; count--) {
            activations.add(new Activation(state.count(), state.signed(), state.signed()));
        }
        boolean reassigning = state.single() == 1;
        String reassignedUpTo = state.text();
        long reassigned = state.unsigned();
        long timersDoneUntil = state.signed();
        String currency = state.text();
        return new TaskRow(
                window,
                exact,
                now,
                purchasesOffset,
                ticks,
                activations,
                reassigning,
                reassignedUpTo.isEmpty() ? null : reassignedUpTo,
                reassigned,
                timersDoneUntil,
                currency.isEmpty() ? null : currency,
                Counts.read(state));
    }
}
