package io.rfmstreams.bench;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.contract.InputRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The least that a stateful processor of purchases does: reads and writes one record of {@value #STATE_BYTES} bytes and
 * sends one of {@value #OUTPUT_BYTES} a purchase. No rule, no clock, no second store.
 */
final class BareProcessor implements Processor<byte[], InputRecord, String, byte[]> {

    static final int STATE_BYTES = 100;
    static final int OUTPUT_BYTES = 300;
    static final String STORE = "bare";

    private static final int COUNTED = 3 * Long.BYTES;

    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    @Override
    public void init(ProcessorContext<String, byte[]> initContext) {
        context = initContext;
        store = initContext.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], InputRecord> record) {
        if (!(record.value() instanceof InputRecord.Event bought)) {
            throw new IllegalStateException("not a purchase: " + record.value());
        }
        KeyValueStore<String, byte[]> states = requireNonNull(store);
        String customerId = new String(record.key(), StandardCharsets.UTF_8);
        byte[] before = states.get(customerId);
        byte[] state = before == null ? born(customerId) : before.clone();
        ByteBuffer counted = ByteBuffer.wrap(state);
        counted.putLong(0, counted.getLong(0) + 1)
                .putLong(8, counted.getLong(8) + bought.event().amount().units())
                .putLong(16, bought.event().occurredAt());
        states.put(customerId, state);
        ProcessorContext<String, byte[]> open = requireNonNull(context);
        open.forward(
                new Record<>(customerId, output(customerId, state), open.currentSystemTimeMs(), new RecordHeaders()));
    }

    /** The part of the state that is not counted differs by customer, so that it does not compress to nothing. */
    private static byte[] born(String customerId) {
        byte[] state = new byte[STATE_BYTES];
        new Random(customerId.hashCode()).nextBytes(state);
        Arrays.fill(state, 0, COUNTED, (byte) 0);
        return state;
    }

    private static byte[] output(String customerId, byte[] state) {
        byte[] output = new byte[OUTPUT_BYTES];
        Arrays.fill(output, (byte) '.');
        System.arraycopy(state, 0, output, 0, STATE_BYTES);
        byte[] id = customerId.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(id, 0, output, STATE_BYTES, id.length);
        return output;
    }
}
