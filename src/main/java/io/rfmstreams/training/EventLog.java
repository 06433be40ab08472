package io.rfmstreams.training;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The purchases and refunds of one customer in the order of their arrival, in a compact form: 19 bytes and the ids per event. */
final class EventLog {

    private static final int PURCHASE = 0;
    private static final int LINKED_REFUND = 1;
    private static final int UNLINKED_REFUND = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    private final DataOutputStream out = new DataOutputStream(bytes);

    void add(CustomerEvent event) {
        try {
            out.writeByte(kind(event));
            out.writeLong(event.occurredAt());
            out.writeLong(event.amount().units());
            if (event.orderId() != null) {
                out.writeUTF(event.orderId());
            }
            if (event instanceof Refund refund) {
                out.writeUTF(refund.refundId());
            }
        } catch (IOException tooLong) {
            throw new UncheckedIOException("an id is too long", tooLong);
        }
    }

    private static int kind(CustomerEvent event) {
        return event instanceof Purchase ? PURCHASE : event.orderId() != null ? LINKED_REFUND : UNLINKED_REFUND;
    }

    /** Returns the number of bytes of all events. */
    int size() {
        return bytes.size();
    }

    List<CustomerEvent> toList() {
        List<CustomerEvent> events = new ArrayList<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        try {
            while (in.available() > 0) {
                events.add(read(in));
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return events;
    }

    private static CustomerEvent read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        long occurredAt = in.readLong();
        Money amount = new Money(in.readLong());
        if (kind == PURCHASE) {
            return new Purchase(in.readUTF(), amount, occurredAt);
        }
        @Nullable String orderId = kind == LINKED_REFUND ? in.readUTF() : null;
        return new Refund(in.readUTF(), orderId, amount, occurredAt);
    }
}
