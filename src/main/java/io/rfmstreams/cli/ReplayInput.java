package io.rfmstreams.cli;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.demo.DataSet;
import io.rfmstreams.demo.DataSets;
import io.rfmstreams.demo.SourceRecords;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a replay: the input, its format, the speed and the end. */
final class ReplayInput {

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "CSV file; Excel file if its name ends with .xlsx, JSON Lines file with customerId if it ends with .jsonl."
                            + " Files that end with .gz are decompressed.")
    private @Nullable Path input;

    @Mixin
    private InputOptions options;

    @Mixin
    private ReadOptions readOptions;

    @Option(
            names = "--speed",
            paramLabel = "max|N",
            defaultValue = "max",
            converter = SpeedConverter.class,
            description = "Events per second (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--end-at",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Sends events up to this RFC 3339 time, and a last tick with this time"
                    + " (default: the end of the last order's UTC day).")
    private @Nullable Long endAt;

    boolean isGiven() {
        return input != null;
    }

    double eventsPerSecond() {
        return speed;
    }

    @Nullable
    Long endAt() {
        return endAt;
    }

    /**
     * Reads the input, prints what is understood of it, and its rejected lines. The caller closes the result.
     *
     * @return the records of the file, or the built-in data set if there is no file
     */
    ReplayData read(PrintWriter err) {
        if (input == null) {
            DataSet lab = DataSets.lab();
            return new ReplayData(lab, lab.dropped(), null);
        }
        ReadInput read = new InputReader(options, readOptions, err).read(input);
        new InputText(read).printShort(err);
        String problem = read.problem(readOptions.maxRejects());
        return new ReplayData(
                read.records(), read.counts().all().dropped(), problem == null ? null : problem + "; nothing is sent");
    }

    /**
     * The data to replay.
     *
     * @param dropped the number of lines that are not sent, by reason
     * @param problem why nothing is sent; null if the records are sent
     */
    record ReplayData(
            SourceRecords records,
            SortedMap<String, Long> dropped,
            @Nullable String problem) implements AutoCloseable {

        @Override
        public void close() {
            records.close();
        }
    }

    private static final class SpeedConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double speed = text.equals("max") ? Double.POSITIVE_INFINITY : number(text);
            if (!(speed > 0)) {
                throw new TypeConversionException("'" + text + "' is neither max nor a number greater than 0");
            }
            return speed;
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException notANumber) {
                return Double.NaN;
            }
        }
    }

    /** Parses a timestamp in the format of all messages. */
    static final class TimeConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Timestamps.parse(text);
            } catch (InvalidFieldException invalid) {
                throw new TypeConversionException(String.valueOf(invalid.getMessage()));
            }
        }
    }
}
