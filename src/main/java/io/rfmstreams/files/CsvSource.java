package io.rfmstreams.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A CSV file. */
record CsvSource(ByteSource bytes, TextEncoding encoding, Delimiter delimiter) implements TableSource {

    /**
     * Finds the delimiter and the byte order mark.
     *
     * @param columnNames known names of columns
     */
    static CsvSource find(ByteSource bytes, Set<String> columnNames) throws IOException {
        TextEncoding encoding;
        try (InputStream input = bytes.open()) {
            encoding = TextEncoding.ofMark(input);
        }
        // The header may hold letters that are not UTF-8. Delimiters are the same in both encodings.
        TextEncoding lenient = encoding == TextEncoding.UTF_8 ? TextEncoding.WINDOWS_1252 : encoding;
        try (TextLines lines = new TextLines(lenient.reader(bytes.open()))) {
            return new CsvSource(bytes, encoding, Delimiter.find(lines, columnNames));
        }
    }

    @Override
    public Table open() throws IOException {
        return new CsvTable(new TextLines(encoding.reader(bytes.open())), delimiter.character());
    }

    @Override
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("encoding", encoding.label());
        properties.put("delimiter", delimiter.label());
        return properties;
    }

    @Override
    public @Nullable TableSource inOtherEncoding() {
        return encoding == TextEncoding.UTF_8 ? new CsvSource(bytes, TextEncoding.WINDOWS_1252, delimiter) : null;
    }
}
