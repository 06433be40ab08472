package io.rfmstreams.bench.flink;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.CustomerEvent.Refund;
import io.rfmstreams.rfm.Money;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The compact bytes in which Flink sends purchases from its sources to the tasks of the customers. */
final class ElementSerializer extends TypeSerializerSingleton<PurchaseElement> {

    static final ElementSerializer INSTANCE = new ElementSerializer();

    private static final long serialVersionUID = 1;
    private static final int REJECTED = 0;
    private static final int PURCHASE = 1;
    private static final int REFUND = 2;
    private static final int REFUND_WITHOUT_ORDER = 3;

    @Override
    public void serialize(PurchaseElement element, DataOutputView target) throws IOException {
        CustomerEvent event = element.event();
        target.writeByte(kind(event));
        TextSerializer.INSTANCE.serialize(element.customerId(), target);
        target.writeLong(element.offset());
        if (event == null) {
            target.writeInt(element.rejected().length);
            target.write(element.rejected());
            return;
        }
        if (event instanceof Refund refund) {
            TextSerializer.INSTANCE.serialize(refund.refundId(), target);
        }
        if (event.orderId() != null) {
            TextSerializer.INSTANCE.serialize(event.orderId(), target);
        }
        target.writeLong(event.amount().units());
        target.writeLong(event.occurredAt());
    }

    private static int kind(@Nullable CustomerEvent event) {
        if (event == null) {
            return REJECTED;
        }
        if (event instanceof Purchase) {
            return PURCHASE;
        }
        return event.orderId() == null ? REFUND_WITHOUT_ORDER : REFUND;
    }

    @Override
    public PurchaseElement deserialize(DataInputView source) throws IOException {
        int kind = source.readByte();
        String customerId = TextSerializer.INSTANCE.deserialize(source);
        long offset = source.readLong();
        if (kind == REJECTED) {
            byte[] value = new byte[source.readInt()];
            source.readFully(value);
            return PurchaseElement.rejected(customerId, value, offset);
        }
        String refundId = kind == PURCHASE ? "" : TextSerializer.INSTANCE.deserialize(source);
        String orderId = kind == REFUND_WITHOUT_ORDER ? null : TextSerializer.INSTANCE.deserialize(source);
        Money amount = new Money(source.readLong());
        long at = source.readLong();
        CustomerEvent event = kind == PURCHASE && orderId != null
                ? new Purchase(orderId, amount, at)
                : new Refund(refundId, orderId, amount, at);
        return PurchaseElement.of(customerId, event, offset);
    }

    @Override
    public PurchaseElement deserialize(PurchaseElement reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public PurchaseElement copy(PurchaseElement from) {
        return from;
    }

    @Override
    public PurchaseElement copy(PurchaseElement from, PurchaseElement reuse) {
        return from;
    }

    @Override
    public PurchaseElement createInstance() {
        return PurchaseElement.rejected("", null, 0);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<PurchaseElement> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink creates it when it restores state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PurchaseElement> {

        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
