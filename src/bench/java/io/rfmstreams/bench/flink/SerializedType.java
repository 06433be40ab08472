package io.rfmstreams.bench.flink;

import io.rfmstreams.segment.Customer;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink which serializer a type has. */
final class SerializedType<T> extends TypeInformation<T> {

    static final TypeInformation<String> TEXT = new SerializedType<>(String.class, TextSerializer.INSTANCE);
    static final TypeInformation<Customer> CUSTOMER = new SerializedType<>(Customer.class, CustomerSerializer.INSTANCE);
    static final TypeInformation<PurchaseElement> ELEMENT =
            new SerializedType<>(PurchaseElement.class, ElementSerializer.INSTANCE);

    private static final long serialVersionUID = 1;

    private final Class<T> type;
    private final TypeSerializer<T> serializer;

    private SerializedType(Class<T> type, TypeSerializer<T> serializer) {
        this.type = type;
        this.serializer = serializer;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public boolean isKeyType() {
        return type == String.class;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SerializedType;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SerializedType<?> that && that.type == type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
