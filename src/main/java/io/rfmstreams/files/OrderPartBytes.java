package io.rfmstreams.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rfmstreams.files.OrderPart.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The parts of orders as rows of a sort. Rows in the order of their keys are grouped by order, and in the order of the file within. */
final class OrderPartBytes {

    private OrderPartBytes() {}

    /** Returns the key: order id and customer id, each ended by a byte that no id contains, and the line. */
    static byte[] key(OrderPart part) {
        return bytes(output -> {
            output.write(part.key().orderId().getBytes(UTF_8));
            output.write(0);
            output.write(part.key().customerId().getBytes(UTF_8));
            output.write(0);
            output.writeLong(part.line());
        });
    }

    static byte[] value(OrderPart part) {
        return bytes(output -> {
            output.writeInt(part.lines());
            output.writeLong(part.fingerprint());
            Content content = part.content();
            output.writeLong(content.time());
            write(content.amount(), output);
            write(content.refunded(), output);
            output.writeBoolean(content.refund());
            output.writeUTF(content.currency() == null ? "" : content.currency());
        });
    }

    static OrderPart read(SortRow row) {
        byte[] key = row.key();
        int customer = end(key, 0) + 1;
        int line = end(key, customer) + 1;
        OrderKey order = new OrderKey(
                new String(key, 0, customer - 1, UTF_8), new String(key, customer, line - 1 - customer, UTF_8));
        try (DataInputStream place = new DataInputStream(new ByteArrayInputStream(key, line, Long.BYTES));
                DataInputStream input = new DataInputStream(new ByteArrayInputStream(row.value()))) {
            int lines = input.readInt();
            long fingerprint = input.readLong();
            long time = input.readLong();
            BigDecimal amount = decimal(input);
            BigDecimal refunded = decimal(input);
            boolean refund = input.readBoolean();
            String currency = input.readUTF();
            Content content = new Content(time, amount, refunded, currency.isEmpty() ? null : currency, refund);
            return new OrderPart(order, place.readLong(), lines, fingerprint, content);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static void write(BigDecimal decimal, DataOutputStream output) throws IOException {
        byte[] unscaled = decimal.unscaledValue().toByteArray();
        output.writeInt(decimal.scale());
        output.writeInt(unscaled.length);
        output.write(unscaled);
    }

    private static BigDecimal decimal(DataInputStream input) throws IOException {
        int scale = input.readInt();
        return new BigDecimal(new BigInteger(input.readNBytes(input.readInt())), scale);
    }

    private static int end(byte[] key, int from) {
        int end = from;
        while (key[end] != 0) {
            end++;
        }
        return end;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            writing.write(output);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** Writes to memory. */
    private interface Writing {
        void write(DataOutputStream output) throws IOException;
    }
}
