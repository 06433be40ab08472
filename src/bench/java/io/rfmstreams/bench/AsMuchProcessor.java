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

    private final Examples.Turn rows;
    private final Examples.Turn orderRows;
    private final List<Examples.Turn> outputs;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable KeyValueStore<String, byte[]> customers;
    private @Nullable KeyValueStore<byte[], byte[]> orders;

    AsMuchProcessor(Examples examples, List<String> outputs) {
        this.rows = examples.turn(CUSTOMERS + "-changelog");
        this.orderRows = examples.turn(ORDERS + "-changelog");
        this.outputs = outputs.stream().map(examples::turn).toList();
    }

    @Override
    public void init(ProcessorContext<String, byte[]> initContext) {
        context = initContext;
        customers = initContext.getStateStore(CUSTOMERS);
        orders = initContext.getStateStore(ORDERS);
    }

    @Override
    public void process(Record<byte[], InputRecord> record) {
        if (!(record.value() instanceof InputRecord.Event bought)) {
            throw new IllegalStateException("not a purchase: " + record.value());
        }
        String customerId = new String(record.key(), StandardCharsets.UTF_8);
        writeRow(customerId);
        writeOrder(record.key(), bought.event());
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
}
