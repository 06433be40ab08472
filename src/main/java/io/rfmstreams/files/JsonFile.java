package io.rfmstreams.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * JSON lines. A line that is a valid order or refund is sent unchanged. A line whose ids are numbers, or whose date or amount is written
 * in another way, is sent as the order that it means. Any other line is sent unchanged and reported: the processor rejects it. A line
 * without a date has the time of the line before it; lines before the first date have the time of that date. Blank lines are skipped.
 */
final class JsonFile extends OrderFile {

    /** A date that is not valid, so that it has no effect on ticks. */
    private static final long NO_DATE = -1;

    private final ByteSource bytes;
    private final JsonOrders orders;
    private final long firstDate;

    /** Reads the lines up to the first date. */
    JsonFile(ByteSource bytes, FileOptions options) throws IOException {
        super(bytes, new FileForm(Map.of("encoding", UTF_8.name()), null));
        this.bytes = bytes;
        this.orders = new JsonOrders(options.table());
        this.firstDate = firstDate();
    }

    @Override
    FileCounts read(FileReading reading) throws IOException {
        long time = firstDate;
        try (InputStream input = bytes.open()) {
            JsonLines lines = new JsonLines(input);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                reading.line();
                if (lines.isTooLong()) {
                    reading.drops().reject(lines.number(), "", lines.tooLong());
                    continue;
                }
                JsonOrders.Result result = orders.read(line);
                time = result.time() != null ? result.time() : time;
                Problem problem = result.problem();
                if (problem != null) {
                    reading.sentAsItIs(new RejectedLine(lines.number(), new String(line, UTF_8), problem));
                }
                SourceRecord.Event order = result.order();
                reading.send(
                        order != null ? order : new SourceRecord.Line(result.customerId(), line, time), lines.number());
            }
        }
        return reading.counts();
    }

    private long firstDate() throws IOException {
        try (InputStream input = bytes.open()) {
            JsonLines lines = new JsonLines(input);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                Long time = lines.isTooLong() ? null : orders.read(line).time();
                if (time != null) {
                    return time;
                }
            }
        }
        return NO_DATE;
    }
}
