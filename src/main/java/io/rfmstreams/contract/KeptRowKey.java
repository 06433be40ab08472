package io.rfmstreams.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The keys of the {@code orders} store: customer id, 0x00, a letter, and ids in UTF-8. Ids contain no control
 * characters, so that the rows of a customer are contiguous.
 *
 * <p>{@code P} + position of its first order, 8 bytes, is a pack of orders. {@code O} + order id is a single order.
 * {@code R} + refund id is a refund. {@code L} + order id, 0x00, refund id is a link from an order to a refund that names
 * it; its value is empty.
 */
public final class KeptRowKey {

    private static final byte END_OF_ID = 0;
    private static final byte AFTER_END_OF_ID = 1;
    private static final byte ORDER = 'O';
    private static final byte PACK = 'P';
    private static final byte REFUND = 'R';
    private static final byte LINK = 'L';

    private KeptRowKey() {}

    public static byte[] order(String customerId, String orderId) {
        return key(customerId, ORDER, orderId);
    }

    /**
     * Returns the key of a pack of orders.
     *
     * @param firstPosition the position of its first order
     */
    public static byte[] pack(String customerId, long firstPosition) {
        byte[] start = key(customerId, PACK, "");
        return ByteBuffer.allocate(start.length + Long.BYTES)
                .put(start)
                .putLong(firstPosition)
                .array();
    }

    public static byte[] refund(String customerId, String refundId) {
        return key(customerId, REFUND, refundId);
    }

    public static byte[] link(String customerId, String orderId, String refundId) {
        byte[] links = links(customerId, orderId, END_OF_ID);
        byte[] refund = utf8(refundId);
        byte[] key = new byte[links.length + refund.length];
        System.arraycopy(links, 0, key, 0, links.length);
        System.arraycopy(refund, 0, key, links.length, refund.length);
        return key;
    }

    /** Returns a lower bound of the links of an order, above all earlier rows. */
    public static byte[] firstLink(String customerId, String orderId) {
        return links(customerId, orderId, END_OF_ID);
    }

    /** Returns an upper bound of the links of an order, below all later rows. */
    public static byte[] afterLinks(String customerId, String orderId) {
        return links(customerId, orderId, AFTER_END_OF_ID);
    }

    /** Returns a lower bound of the single orders of a customer, above all earlier rows. */
    public static byte[] firstOrder(String customerId) {
        return key(customerId, ORDER, "");
    }

    /** Returns an upper bound of the single orders of a customer, below all later rows. */
    public static byte[] afterOrders(String customerId) {
        return key(customerId, (byte) (ORDER + 1), "");
    }

    /** Returns a lower bound of the packs of a customer, above all earlier rows. */
    public static byte[] firstPack(String customerId) {
        return key(customerId, PACK, "");
    }

    /** Returns an upper bound of the packs of a customer, below all later rows. */
    public static byte[] afterPacks(String customerId) {
        return key(customerId, (byte) (PACK + 1), "");
    }

    /** Returns a lower bound of the rows of a customer, above all earlier rows. */
    public static byte[] first(String customerId) {
        return bounded(utf8(customerId), END_OF_ID);
    }

    /** Returns an upper bound of the rows of a customer, below all later rows. */
    public static byte[] afterLast(String customerId) {
        return bounded(utf8(customerId), AFTER_END_OF_ID);
    }

    public static boolean isOrder(byte[] key) {
        return key[letterIn(key)] == ORDER;
    }

    public static boolean isPack(byte[] key) {
        return key[letterIn(key)] == PACK;
    }

    public static boolean isRefund(byte[] key) {
        return key[letterIn(key)] == REFUND;
    }

    /** Returns the id of the single order or refund. For a link, returns the id of its refund. */
    public static String id(byte[] key) {
        int from = letterIn(key) + 1;
        if (key[from - 1] == LINK) {
            while (key[from] != END_OF_ID) {
                from++;
            }
            from++;
        }
        return new String(key, from, key.length - from, StandardCharsets.UTF_8);
    }

    private static int letterIn(byte[] key) {
        int at = 0;
        while (key[at] != END_OF_ID) {
            at++;
        }
        return at + 1;
    }

    private static byte[] key(String customerId, byte letter, String id) {
        byte[] customer = utf8(customerId);
        byte[] end = utf8(id);
        byte[] key = new byte[customer.length + 2 + end.length];
        System.arraycopy(customer, 0, key, 0, customer.length);
        key[customer.length] = END_OF_ID;
        key[customer.length + 1] = letter;
        System.arraycopy(end, 0, key, customer.length + 2, end.length);
        return key;
    }

    private static byte[] links(String customerId, String orderId, byte end) {
        return bounded(key(customerId, LINK, orderId), end);
    }

    private static byte[] bounded(byte[] start, byte end) {
        byte[] key = new byte[start.length + 1];
        System.arraycopy(start, 0, key, 0, start.length);
        key[start.length] = end;
        return key;
    }

    private static byte[] utf8(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
