package io.rfmstreams.bench.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes an immutable value as its length and its bytes. */
abstract class BytesSerializer<T> extends TypeSerializerSingleton<T> {

    private static final long serialVersionUID = 1;

    abstract byte[] encode(T value);

    abstract T decode(byte[] bytes);

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        byte[] bytes = encode(value);
        target.writeShort(bytes.length);
        target.write(bytes);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readUnsignedShort()];
        source.readFully(bytes);
        return decode(bytes);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readUnsignedShort();
        target.writeShort(length);
        target.write(source, length);
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public int getLength() {
        return -1;
    }
}
