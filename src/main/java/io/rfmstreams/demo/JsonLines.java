package io.rfmstreams.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON lines. Lines are sent unchanged, valid or not. The key and the date are read from the part of a line that is valid JSON.
 * A line without a date has the time of the line before it; lines before the first date have the time of that date. Blank lines are
 * skipped.
 */
final class JsonLines {

    private static final JsonFactory JSON = new JsonFactory();

    /** A date that is not valid, so that it has no effect on ticks. */
    private static final long NO_DATE = -1;

    /** The maximum size of a line. With its key, it fits into the default maximum record size of Kafka. */
    private static final int LIMIT = 1_000_000;

    private static final int BLOCK = 1 << 16;

    /** A longer id is not used as the key. It is far above the maximum length of an id. */
    private static final int MAX_KEY_CHARS = 10_000;

    private final Drops drops;
    private final List<byte[]> undated = new ArrayList<>();
    private final List<SourceRecord> records = new ArrayList<>();
    private @Nullable Long time;

    JsonLines(Drops drops) {
        this.drops = drops;
    }

    List<SourceRecord> read(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        byte[] block = new byte[BLOCK];
        long number = 1;
        for (int read = input.read(block); read >= 0; read = input.read(block)) {
            int start = 0;
            for (int at = 0; at < read; at++) {
                if (block[at] == '\n') {
                    line.write(block, start, at - start);
                    end(line, number++);
                    start = at + 1;
                }
            }
            if (line.size() <= LIMIT) {
                line.write(block, start, read - start);
            }
        }
        end(line, number);
        if (time == null) {
            startAt(NO_DATE);
        }
        return records;
    }

    private void end(ByteArrayOutputStream line, long number) {
        if (line.size() > LIMIT) {
            drops.reject(
                    number, DropReason.LINE_TOO_LONG, String.format(Locale.ROOT, "it has more than %,d bytes", LIMIT));
        } else {
            add(line.toByteArray());
        }
        line.reset();
    }

    private void add(byte[] line) {
        if (isBlank(line)) {
            return;
        }
        Fields fields = Fields.of(line);
        Long date = fields.date();
        if (date != null) {
            if (time == null) {
                startAt(date);
            }
            time = date;
        }
        if (time == null) {
            undated.add(line);
        } else {
            records.add(new SourceRecord.Line(fields.customerId, line, time));
        }
    }

    private void startAt(long date) {
        for (byte[] line : undated) {
            records.add(new SourceRecord.Line(Fields.of(line).customerId, line, date));
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The fields of a line that the replay needs. */
    private static final class Fields {

        private @Nullable String customerId;
        private @Nullable String occurredAt;

        static Fields of(byte[] line) {
            Fields fields = new Fields();
            try (JsonParser parser = JSON.createParser(line)) {
                fields.read(parser);
            } catch (IOException broken) {
                return fields;
            }
            return fields;
        }

        private void read(JsonParser parser) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                if (text && name.equals("customerId")) {
                    customerId = key(parser.getText());
                } else if (text && name.equals("occurredAt")) {
                    occurredAt = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
        }

        private static @Nullable String key(String id) {
            return id.length() <= MAX_KEY_CHARS ? id : null;
        }

        @Nullable
        Long date() {
            if (occurredAt == null) {
                return null;
            }
            try {
                return Timestamps.parse(occurredAt);
            } catch (InvalidFieldException badDate) {
                return null;
            }
        }
    }
}
