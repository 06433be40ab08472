package io.rfmstreams.topology;

import io.rfmstreams.contract.StateBytes;
import io.rfmstreams.contract.StateFormat;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.topology.TaskRow.HeldTick;
import io.rfmstreams.topology.TaskRow.ReassignmentPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The binary format of the rows of the {@code tasks} store. */
public final class TaskRowFormat {

    private static final StateFormat<TaskRow> FORMAT =
            StateFormat.of("a task", 4, 256, TaskRowFormat::write, TaskRowFormat::read);

    private TaskRowFormat() {}

    static byte[] encode(TaskRow row) {
        return FORMAT.encode(row);
    }

    /**
     * Decodes a row.
     *
     * @throws io.rfmstreams.contract.UnknownStateFormatException if this version cannot read the format of the row
     */
    public static TaskRow decode(byte[] bytes) {
        return FORMAT.decode(bytes);
    }

    /** Reads the rows of all tasks in a store, by partition. */
    public static Map<Integer, TaskRow> readAll(ReadOnlyKeyValueStore<Integer, byte[]> tasks) {
        Map<Integer, TaskRow> rows = new TreeMap<>();
        try (KeyValueIterator<Integer, byte[]> all = tasks.all()) {
            all.forEachRemaining(row -> rows.put(row.key, decode(row.value)));
        }
        return rows;
    }

    private static void write(StateBytes to, TaskRow row) {
        to.text(row.window())
                .single(row.consistent() ? 1 : 0)
                .signed(row.now())
                .signed(row.purchasesOffset())
                .unsigned(row.heldTicks().size());
        for (HeldTick tick : row.heldTicks()) {
            to.signed(tick.time()).signed(tick.followsOffset());
        }
        to.unsigned(row.activations().size());
        for (Activation activation : row.activations()) {
            to.unsigned(activation.modelVersion())
                    .signed(activation.effectiveAt())
                    .signed(activation.aliasOffset());
        }
        ReassignmentPosition position = row.reassignment();
        String lastCustomerId = position == null ? null : position.lastCustomerId();
        to.single(position == null ? 0 : 1)
                .text(lastCustomerId == null ? "" : lastCustomerId)
                .unsigned(position == null ? 0 : position.customers())
                .signed(row.timersDoneUntil())
                .text(row.currency() == null ? "" : row.currency());
        row.counts().write(to);
    }

    private static TaskRow read(StateBytes.Cursor from) {
        String window = from.text();
        boolean consistent = from.single() == 1;
        long now = from.signed();
        long purchasesOffset = from.signed();
        List<HeldTick> ticks = new ArrayList<>();
        for (int count = from.count(); count > 0; count--) {
            ticks.add(new HeldTick(from.signed(), from.signed()));
        }
        List<Activation> activations = new ArrayList<>();
        for (int count = from.count(); count > 0; count--) {
            activations.add(new Activation(from.count(), from.signed(), from.signed()));
        }
        boolean reassigning = from.single() == 1;
        String lastCustomerId = from.text();
        long customers = from.unsigned();
        long timersDoneUntil = from.signed();
        String currency = from.text();
        return new TaskRow(
                window,
                consistent,
                now,
                purchasesOffset,
                ticks,
                activations,
                reassigning
                        ? new ReassignmentPosition(lastCustomerId.isEmpty() ? null : lastCustomerId, customers)
                        : null,
                timersDoneUntil,
                currency.isEmpty() ? null : currency,
                Counts.read(from));
    }
}
