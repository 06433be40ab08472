package io.rfmstreams.rfm;

import java.nio.charset.StandardCharsets;

/** The bytes of one remembered order or refund: the time since the one before, what it is and what is left of it, the id. */
final class RememberedBytes {

    private static final int ORDER = 0;
    private static final int ORDER_OUT_OF_WINDOW = 1;
    private static final int REFUND = 2;
    private static final int COUNTED_REFUND = 3;
    private static final int FINER = 4;
    private static final int KIND_BITS = 3;
    private static final long CENT_UNITS = 100;
    private static final long SECOND_MILLIS = 1_000;

    private RememberedBytes() {}

    /** Passes one over; returns the time since the one before it. */
    static long skip(StateBytes.Cursor state) {
        long step = readTime(state);
        state.unsigned();
        state.skip((int) state.unsigned());
        return step;
    }

    static void write(StateBytes state, Remembered entry, long previous) {
        long step = entry.at() - previous;
        state.unsigned(step % SECOND_MILLIS == 0 ? (step / SECOND_MILLIS) << 1 : (step << 1) | 1);
        if (entry instanceof Remembered.Order order) {
            long units = order.left().units();
            boolean cents = units % CENT_UNITS == 0;
            int kind = (order.inWindow() ? ORDER : ORDER_OUT_OF_WINDOW) | (cents ? 0 : FINER);
            state.unsigned(((cents ? units / CENT_UNITS : units) << KIND_BITS) | kind);
        } else if (entry instanceof Remembered.Refund refund) {
            state.unsigned(refund.counted() ? COUNTED_REFUND : REFUND);
        }
        byte[] id = entry.id().getBytes(StandardCharsets.UTF_8);
        state.unsigned(id.length).copy(id, 0, id.length);
    }

    static Remembered read(StateBytes.Cursor state, long previous) {
        long at = previous + readTime(state);
        long what = state.unsigned();
        int length = (int) state.unsigned();
        String id = new String(state.bytes(), state.skip(length), length, StandardCharsets.UTF_8);
        int kind = (int) what & (FINER - 1);
        if (kind == REFUND || kind == COUNTED_REFUND) {
            return new Remembered.Refund(id, at, kind == COUNTED_REFUND);
        }
        long left = what >>> KIND_BITS;
        return new Remembered.Order(id, at, new Money((what & FINER) == 0 ? left * CENT_UNITS : left), kind == ORDER);
    }

    static long readTime(StateBytes.Cursor state) {
        long step = state.unsigned();
        return (step & 1) == 0 ? (step >>> 1) * SECOND_MILLIS : step >>> 1;
    }
}
