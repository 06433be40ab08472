package io.rfmstreams.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;

/** A file whose form is understood. Its orders can be read several times. */
public abstract class OrderFile {

    private final ByteSource bytes;
    private final FileForm form;

    OrderFile(ByteSource bytes, FileForm form) {
        this.bytes = bytes;
        this.form = form;
    }

    /**
     * Reads a file to understand its form.
     *
     * @throws InputFileException if the file cannot be read, or only with another option
     */
    public static OrderFile understand(ByteSource bytes, FileOptions options) {
        return reading(
                bytes,
                () -> bytes.endsWith(".jsonl")
                        ? new JsonFile(bytes, options)
                        : TableFile.understand(bytes, table(bytes, Columns.knownNames(options.table())), options));
    }

    private static TableSource table(ByteSource bytes, Set<String> columnNames) throws IOException {
        if (bytes.endsWith(".xlsx")) {
            return XlsxSource.find(bytes, columnNames);
        }
        if (bytes.endsWith(".xls")) {
            throw InputFileException.usage("the old Excel format is not understood. Save it as .xlsx or CSV");
        }
        return CsvSource.find(bytes, columnNames);
    }

    /** Returns what is understood of the file. */
    public FileForm form() {
        return form;
    }

    /**
     * Reads the orders and refunds.
     *
     * @param listener learns of each line that cannot be understood
     * @throws InputFileException if the file cannot be read
     */
    public FileCounts read(RecordSink sink, LineListener listener) {
        return reading(bytes, () -> read(new FileReading(sink, listener)));
    }

    abstract FileCounts read(FileReading reading) throws IOException;

    private static <T> T reading(ByteSource bytes, Reading<T> reading) {
        try {
            return reading.run();
        } catch (NoSuchFileException missing) {
            throw InputFileException.unreadable(bytes.name() + " does not exist", missing);
        } catch (IOException unreadable) {
            throw InputFileException.unreadable(
                    bytes.name() + " cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (InputFileException wrong) {
            throw wrong.in(bytes.name());
        }
    }

    /** Reads a file. */
    private interface Reading<T> {
        T run() throws IOException;
    }
}
