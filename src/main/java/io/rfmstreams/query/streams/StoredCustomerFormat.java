package io.rfmstreams.query.streams;

import io.rfmstreams.contract.CustomerState;
import io.rfmstreams.contract.CustomerWithOrders;
import io.rfmstreams.contract.StateBytes;
import io.rfmstreams.contract.StateFormat;
import io.rfmstreams.query.Freshness;
import io.rfmstreams.query.StoredCustomer;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.Customer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The binary format of a stored customer in replies to other instances. */
final class StoredCustomerFormat {

    private static final int FORMAT = 3;
    private static final int UNKNOWN_LAG = 0;
    private static final int USUAL_SIZE = 256;

    private StoredCustomerFormat() {}

    static byte[] encode(StoredCustomer storedCustomer) {
        Long lag = storedCustomer.freshness().lag();
        StateBytes bytes = new StateBytes(USUAL_SIZE)
                .single(FORMAT)
                .signed(storedCustomer.now())
                .single(storedCustomer.freshness().stale() ? 1 : 0)
                .unsigned(lag == null ? UNKNOWN_LAG : lag + 1)
                .unsigned(storedCustomer.activations().size());
        for (Activation activation : storedCustomer.activations()) {
            bytes.unsigned(activation.modelVersion())
                    .signed(activation.effectiveAt())
                    .signed(activation.aliasOffset());
        }
        Customer customer = storedCustomer.customer();
        if (customer != null) {
            byte[] state = CustomerState.encode(CustomerWithOrders.withoutOrders(customer));
            bytes.copy(state, 0, state.length);
        }
        return bytes.toByteArray();
    }

    /**
     * Decodes the reply of another instance.
     *
     * @throws io.rfmstreams.contract.UnknownStateFormatException if the other instance runs a version with another
     *     format
     */
    static StoredCustomer decode(byte[] bytes) {
        StateBytes.Cursor from = StateFormat.require(FORMAT, "a customer of another instance", bytes);
        long now = from.signed();
        boolean stale = from.single() == 1;
        long lag = from.unsigned();
        List<Activation> activations = new ArrayList<>();
        for (int count = from.count(); count > 0; count--) {
            activations.add(new Activation(from.count(), from.signed(), from.signed()));
        }
        Customer customer = from.position() == bytes.length
                ? null
                : CustomerState.decode(Arrays.copyOfRange(bytes, from.position(), bytes.length))
                        .customer();
        return new StoredCustomer(
                customer,
                now,
                activations,
                new Freshness(Freshness.Origin.REMOTE, stale, lag == UNKNOWN_LAG ? null : lag - 1));
    }
}
