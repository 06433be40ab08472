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
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON lines, which go as they are, right or wrong. Key and date are taken where they can be read, from the part
 * before the first fault of a broken line too. A line without a date keeps its place after the line before it; such lines
 * at the start keep theirs before the first dated one. Blank lines are no lines.
 */
final class JsonLines {

    private static final JsonFactory JSON = new JsonFactory();

    /** Before all dates that are believed, so that no tick hangs on it. */
    private static final long NO_DATE = -1;

    private final List<byte[]> undatedStart = new ArrayList<>();
    private final List<SourceRecord> records = new ArrayList<>();
    private @Nullable Long time;

    List<SourceRecord> read(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int next = input.read(); next >= 0; next = input.read()) {
            if (next == '\n') {
                add(line.toByteArray());
                line.reset();
            } else {
                line.write(next);
            }
        }
        add(line.toByteArray());
        if (time == null) {
            startAt(NO_DATE);
        }
        return records;
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
            undatedStart.add(line);
        } else {
            records.add(new SourceRecord.Line(fields.customerId, line, time));
        }
    }

    private void startAt(long date) {
        for (byte[] line : undatedStart) {
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

    /** What replaying needs to know of a line. */
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
                    customerId = parser.getText();
                } else if (text && name.equals("occurredAt")) {
                    occurredAt = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
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
