package io.rfmstreams.demo;

import io.rfmstreams.files.ByteSource;
import io.rfmstreams.files.FileCounts;
import io.rfmstreams.files.FileOptions;
import io.rfmstreams.files.InputFileException;
import io.rfmstreams.files.LineListener;
import io.rfmstreams.files.OrderFile;
import io.rfmstreams.files.SourceRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads data sets: the built-in one and files. All records are kept in memory. */
public final class DataSets {

    private static final String LAB = "lab-transactions.csv.gz";

    private DataSets() {}

    /** Reads the built-in data set: 20,334 orders of 2,000 customers in 2023 and 2024. */
    public static DataSet lab() {
        return read(ByteSource.of(LAB, DataSets::openLab), FileOptions.defaults(), line -> {});
    }

    /**
     * Reads a file.
     *
     * @param listener learns of each line that cannot be understood
     * @throws InputFileException if the file is missing, cannot be read, does not fit into memory, or is understood only with another
     *     option
     */
    public static DataSet read(Path file, FileOptions options, LineListener listener) {
        try {
            return read(ByteSource.of(file), options, listener);
        } catch (
                OutOfMemoryError
                        tooLarge) { // the records that were read are unreachable now, so that memory is free again
            throw InputFileException.unreadable(
                    file + " does not fit into memory. Increase the heap size of Java (-Xmx)", tooLarge);
        }
    }

    private static DataSet read(ByteSource bytes, FileOptions options, LineListener listener) {
        List<Placed> placed = new ArrayList<>();
        FileCounts counts = OrderFile.understand(bytes, options)
                .read((source, line) -> placed.add(new Placed(source, line)), listener);
        placed.sort(Comparator.comparingLong(Placed::line));
        return new DataSet(placed.stream().map(Placed::source).toList(), counts.dropped());
    }

    private static InputStream openLab() throws IOException {
        InputStream resource = DataSets.class.getResourceAsStream(LAB);
        if (resource == null) {
            throw new IOException("the built-in data set is missing from the program");
        }
        return resource;
    }

    private record Placed(SourceRecord source, long line) {}
}
