package io.rfmstreams.bench;

import static java.util.Objects.requireNonNull;

import io.rfmstreams.contract.InputRecord;
import io.rfmstreams.rfm.CustomerEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the whole topology writes and decides nothing: as many records a purchase to each topic and store, and of the
 * same bytes, for they are taken from what the whole one wrote before.
 */
final class AsMuchProcessor implements Processor<byte[], InputRecord, String, byte[]> {

    static final String CUSTOMERS = "customers";
    static final String ORDERS = "orders";
    static final String TIMERS = "timers";

    private static final byte[] NOTHING = new byte[0];

    private final Examples.Turn rows;
    private final Examples.Turn orderRows;
    private final Examples.Turn entries;
    private final List<Examples.Turn> outputs;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable KeyValueStore<String, byte[]> customers;
    private @Nullable KeyValueStore<byte[], byte[]> orders;
    private @Nullable KeyValueStore<byte[], byte[]> timers;
    private byte[] lastEntry = NOTHING;

    AsMuchProcessor(Examples examples, List<String> outputs) {
        this.rows = examples.turn(CUSTOMERS + "-changelog");
        this.orderRows = examples.turn(ORDERS + "-changelog");
        this.entries = examples.turn(TIMERS + "-changelog");
        this.outputs = outputs.stream().map(examples::turn).toList();
    }

    @Override
    public void init(ProcessorContext<String, byte[]> initContext) {
        context = initContext;
        customers = initContext.getStateStore(CUSTOMERS);
        orders = initContext.getStateStore(ORDERS);
        timers = initContext.getStateStore(TIMERS);
    }

    @Override
    public void process(Record<byte[], InputRecord> record) {
        if (!(record.value() instanceof InputRecord.Event bought)) {
            throw new IllegalStateException("not a purchase: " + record.value());
        }
        String customerId = new String(record.key(), StandardCharsets.UTF_8);
        writeRow(customerId);
        writeOrder(record.key(), bought.event());
        moveEntry(record.key(), bought.event().occurredAt());
        ProcessorContext<String, byte[]> open = requireNonNull(context);
        for (Examples.Turn output : outputs) {
            output.purchased();
            while (output.isDue()) {
                var example = output.next();
                var headers = new RecordHeaders(example.headers());
                open.forward(
                        new Record<>(customerId, example.value(), open.currentSystemTimeMs(), headers), output.topic());
            }
        }
    }

    private void writeRow(String customerId) {
        KeyValueStore<String, byte[]> store = requireNonNull(customers);
        store.get(customerId);
        store.put(customerId, rows.next().value());
    }

    private void writeOrder(byte[] customerId, CustomerEvent event) {
        orderRows.purchased();
        if (orderRows.isDue()) {
            byte[] orderId = String.valueOf(event.orderId()).getBytes(StandardCharsets.UTF_8);
            byte[] key = ByteBuffer.allocate(customerId.length + 2 + orderId.length)
                    .put(customerId)
                    .putShort((short) 0)
                    .put(orderId)
                    .array();
            requireNonNull(orders).put(key, orderRows.next().value());
        }
    }

    /** Two records are one that goes and one that comes. */
    @SuppressWarnings("NullAway") // a row without value is deleted; Kafka's type does not say so
    private void moveEntry(byte[] customerId, long at) {
        entries.purchased();
        if (entries.isDue(2)) {
            KeyValueStore<byte[], byte[]> store = requireNonNull(timers);
            if (lastEntry.length > 0) {
                store.put(lastEntry, null);
            }
            lastEntry = ByteBuffer.allocate(Long.BYTES + customerId.length)
                    .putLong(at)
                    .put(customerId)
                    .array();
            store.put(lastEntry, NOTHING);
        }
    }
}
