package io.rfmstreams.topology;

import io.rfmstreams.contract.StateReader;
import io.rfmstreams.contract.StateWriter;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.topology.TaskProgress.HeldTick;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a row of the {@code tasks} store. */
final class TaskProgressState {

    private static final int FORMAT = 1;
    private static final int USUAL_SIZE = 256;

    private TaskProgressState() {}

    static byte[] encode(TaskJournal journal) {
        StateWriter state = new StateWriter(USUAL_SIZE)
                .writeByte(FORMAT)
                .writeString(journal.window())
                .writeSigned(journal.now())
                .writeSigned(journal.purchasesOffset())
                .writeUnsigned(journal.heldTicks().size());
        for (HeldTick tick : journal.heldTicks()) {
            state.writeSigned(tick.time()).writeSigned(tick.followsOffset());
        }
        state.writeUnsigned(journal.activations().size());
        for (Activation activation : journal.activations()) {
            state.writeUnsigned(activation.number())
                    .writeUnsigned(activation.modelVersion())
                    .writeSigned(activation.effectiveAt())
                    .writeSigned(activation.aliasOffset());
        }
        String sweptTo = journal.sweptTo();
        state.writeByte(journal.isSweeping() ? 1 : 0).writeString(sweptTo == null ? "" : sweptTo);
        journal.counts().write(state);
        return state.toByteArray();
    }

    static TaskProgress decode(byte[] bytes) {
        StateReader state = new StateReader(bytes).requireFormat(FORMAT, "a task");
        String window = state.readString();
        long now = state.readSigned();
        long purchasesOffset = state.readSigned();
        List<HeldTick> ticks = new ArrayList<>();
        for (int count = state.readCount(); count > 0; count--) {
            ticks.add(new HeldTick(state.readSigned(), state.readSigned()));
        }
        List<Activation> activations = new ArrayList<>();
        for (int count = state.readCount(); count > 0; count--) {
            activations.add(
                    new Activation(state.readCount(), state.readCount(), state.readSigned(), state.readSigned()));
        }
        boolean sweeping = state.readByte() == 1;
        String sweptTo = state.readString();
        return new TaskProgress(
                window,
                now,
                purchasesOffset,
                ticks,
                activations,
                sweeping,
                sweptTo.isEmpty() ? null : sweptTo,
                Counts.read(state));
    }
}
