package io.rfmstreams.contract;

import io.rfmstreams.segment.ChurnSignal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of events: name-based UUIDs (RFC 9562, version 5). An event has the same id in every run, so that consumers can
 * detect duplicates.
 */
public final class EventIds {

    /** The namespace of all names: the version 5 UUID of {@code rfm-streams} in the URL namespace of RFC 9562. */
    public static final UUID NAMESPACE = uuid5(UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "rfm-streams");

    private EventIds() {}

    /**
     * Returns the id of a segment change.
     *
     * @param born offset of the record that created the customer
     */
    public static UUID change(String customerId, long born, long sequence) {
        return uuid5(NAMESPACE, customerId + "|" + born + "|" + sequence);
    }

    /**
     * Returns the id of a churn alert. The name contains the time, because a customer can leave one segment several
     * times without a purchase: a new model or a late order can move the customer back.
     *
     * @param born offset of the record that created the customer
     */
    public static UUID alert(String customerId, long born, ChurnSignal signal) {
        return uuid5(
                NAMESPACE,
                String.join(
                        "|",
                        customerId,
                        String.valueOf(born),
                        signal.kind().name(),
                        Timestamps.format(signal.raisedAt()),
                        signal.departure().from().id()));
    }

    static UUID uuid5(UUID namespace, String name) {
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-1", missing);
        }
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long most = (hash.getLong() & ~0xF000L) | 0x5000L;
        long least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }
}
