package io.rfmstreams.bench.flink;

import io.rfmstreams.contract.CustomerState;
import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.segment.Customer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Customers in the bytes of the processor's own store. */
final class CustomerSerializer extends BytesSerializer<Customer> {

    static final CustomerSerializer INSTANCE = new CustomerSerializer();

    private static final long serialVersionUID = 1;

    @Override
    byte[] encode(Customer customer) {
        return CustomerState.encode(CustomerWithOrders.withoutOrders(customer));
    }

    @Override
    Customer decode(byte[] bytes) {
        return CustomerState.decode(bytes).customer();
    }

    /** A customer may have more day buckets than fit into 64 KiB. */
    @Override
    public void serialize(Customer customer, DataOutputView target) throws IOException {
        byte[] bytes = encode(customer);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public Customer deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return decode(bytes);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        target.writeInt(length);
        target.write(source, length);
    }

    @Override
    public Customer createInstance() {
        throw new UnsupportedOperationException("customers are created by their first purchase");
    }

    @Override
    public TypeSerializerSnapshot<Customer> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink creates it when it restores state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Customer> {

        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
