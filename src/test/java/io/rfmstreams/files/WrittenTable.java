package io.rfmstreams.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Orders, and the form in which they are written as a table.
 *
 * @param orders the orders
 * @param delimiter between the fields
 * @param charset the encoding
 * @param dates the form of dates
 * @param amounts the form of amounts
 */
record WrittenTable(List<Order> orders, char delimiter, Charset charset, DateForm dates, AmountForm amounts) {

    /** An order. */
    record Order(String customerId, LocalDateTime time, BigDecimal amount) {}

    /** Writes the table; every cell with a character of CSV is quoted. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(String.valueOf(delimiter), "order_id", "customer_id", "occurred_at", "amount"));
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            lines.add(String.join(
                    String.valueOf(delimiter),
                    "o" + i,
                    cell(order.customerId()),
                    cell(dates.write(order.time())),
                    cell(amounts.write(order.amount()))));
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    ByteSource bytes(boolean compressed) {
        byte[] plain = text().getBytes(charset);
        return ByteSource.of("table.csv", () -> new ByteArrayInputStream(compressed ? gzip(plain) : plain));
    }

    /** Returns what the form keeps of a time, epoch milliseconds. */
    long kept(LocalDateTime time) {
        return dates.kept(time).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private String cell(String text) {
        boolean quoted = text.indexOf(delimiter) >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0;
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream output = new GZIPOutputStream(bytes)) {
            output.write(plain);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }
}
