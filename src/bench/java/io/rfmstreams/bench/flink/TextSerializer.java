package io.rfmstreams.bench.flink;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Ids as UTF-8. Flink's own serializer of strings writes them char by char. */
final class TextSerializer extends BytesSerializer<String> {

    static final TextSerializer INSTANCE = new TextSerializer();

    private static final long serialVersionUID = 1;

    @Override
    byte[] encode(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String createInstance() {
        return "";
    }

    @Override
    public TypeSerializerSnapshot<String> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Flink creates it when it restores state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<String> {

        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
