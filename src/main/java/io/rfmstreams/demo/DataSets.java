package io.rfmstreams.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads data sets: the built-in one, CSV files and JSON lines, optionally compressed. The whole input is kept in memory. */
public final class DataSets {

    private static final String LAB = "lab-transactions.csv.gz";

    private DataSets() {}

    /** Reads the built-in data set: 20,334 orders of 2,000 customers in 2023 and 2024. */
    public static DataSet lab() {
        InputStream resource = DataSets.class.getResourceAsStream(LAB);
        if (resource == null) {
            throw new DataSetException("the built-in data set is missing from the program", null);
        }
        Drops drops = new Drops(line -> {});
        try (InputStream input = resource) {
            return csv(input, DataFormat.ORDERS, RefundPolicy.KEEP, drops);
        } catch (IOException unreadable) {
            throw new DataSetException("the built-in data set cannot be read", unreadable);
        }
    }

    /**
     * Reads a file.
     *
     * @param format the format of a CSV file; it is ignored for {@code *.jsonl} and {@code *.jsonl.gz}, which contain JSON lines
     * @param refunds the refund policy for a CSV file; all JSON lines are kept
     * @param rejected receives each malformed CSV line, and each JSON line that is too long
     * @throws DataSetException if the file is missing, cannot be read, does not fit into memory, has no header or lacks a column
     */
    public static DataSet read(Path file, DataFormat format, RefundPolicy refunds, Consumer<RejectedLine> rejected) {
        Drops drops = new Drops(rejected);
        try (InputStream input = Files.newInputStream(file)) {
            if (isJsonLines(file)) {
                return new DataSet(new JsonLines(drops).read(InputFile.bytes(input)), drops.counts());
            }
            return csv(input, format, refunds, drops);
        } catch (NoSuchFileException missing) {
            throw new DataSetException(file + " does not exist", missing);
        } catch (IOException unreadable) {
            throw new DataSetException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (DataSetException wrong) {
            throw new DataSetException(file + " is not a valid data set: " + wrong.getMessage(), wrong);
        } catch (
                OutOfMemoryError
                        tooLarge) { // the records that were read are unreachable now, so that memory is free again
            throw new DataSetException(
                    file + " does not fit into memory. Increase the heap size of Java (-Xmx)", tooLarge);
        }
    }

    private static boolean isJsonLines(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }

    private static DataSet csv(InputStream input, DataFormat format, RefundPolicy refunds, Drops drops)
            throws IOException {
        List<SourceRecord> records =
                switch (format) {
                    case ORDERS -> new OrdersCsv(InputFile.text(input), refunds, drops).read();
                    case ONLINE_RETAIL -> new OnlineRetailCsv(InputFile.text(input), refunds, drops).read();
                };
        return new DataSet(records, drops.counts());
    }
}
