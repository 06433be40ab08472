package io.rfmstreams.topology;

import io.rfmstreams.contract.StateBytes;
import io.rfmstreams.contract.StateFormat;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.topology.TaskProgress.HeldTick;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a row of the {@code tasks} store. */
final class TaskProgressState {

    private static final int FORMAT = 3;
    private static final int USUAL_SIZE = 256;

    private TaskProgressState() {}

    static byte[] encode(TaskJournal journal) {
        StateBytes state = new StateBytes(USUAL_SIZE)
                .single(FORMAT)
                .text(journal.window())
                .single(journal.isExact() ? 1 : 0)
                .signed(journal.now())
                .signed(journal.purchasesOffset())
                .unsigned(journal.heldTicks().size());
        for (HeldTick tick : journal.heldTicks()) {
            state.signed(tick.time()).signed(tick.followsOffset());
        }
        state.unsigned(journal.activations().size());
        for (Activation activation : journal.activations()) {
            state.unsigned(activation.modelVersion())
                    .signed(activation.effectiveAt())
                    .signed(activation.aliasOffset());
        }
        String sweptTo = journal.sweptTo();
        state.single(journal.isSweeping() ? 1 : 0)
                .text(sweptTo == null ? "" : sweptTo)
                .unsigned(journal.swept());
        state.signed(journal.agendaDoneTo());
        journal.counts().write(state);
        return state.toByteArray();
    }

    static TaskProgress decode(byte[] bytes) {
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
        boolean sweeping = state.single() == 1;
        String sweptTo = state.text();
        return new TaskProgress(
                window,
                exact,
                now,
                purchasesOffset,
                ticks,
                activations,
                sweeping,
                sweptTo.isEmpty() ? null : sweptTo,
                state.unsigned(),
                state.signed(),
                Counts.read(state));
    }
}
