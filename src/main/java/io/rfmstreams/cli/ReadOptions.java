package io.rfmstreams.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options for the limits of an input file, and for its rejected lines. */
final class ReadOptions {

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Writes all rejected lines as CSV, with their numbers and reasons.")
    private @Nullable Path rejects;

    @Option(
            names = "--max-rejects",
            paramLabel = "PERCENT",
            defaultValue = "10",
            converter = PercentConverter.class,
            description = "Fails, before anything is sent, if more than this share of the lines is rejected"
                    + " (default: ${DEFAULT-VALUE}).")
    private double maxRejects;

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            defaultValue = "10G",
            converter = BytesConverter.class,
            description = "Fails if the file has more than this many bytes when unpacked; K, M or G: KiB, MiB or GiB"
                    + " (default: ${DEFAULT-VALUE}).")
    private long maxBytes;

    /** Returns the file for rejected lines, null for none. */
    @Nullable
    Path rejects() {
        return rejects;
    }

    /** Returns the largest acceptable share of rejected lines, in percent. */
    double maxRejects() {
        return maxRejects;
    }

    long maxBytes() {
        return maxBytes;
    }

    private static final class PercentConverter implements ITypeConverter<Double> {

        private static final double ALL = 100;

        @Override
        public Double convert(String text) {
            try {
                double percent = Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
                if (percent >= 0 && percent <= ALL) {
                    return percent;
                }
            } catch (NumberFormatException notANumber) {
                throw invalid(text);
            }
            throw invalid(text);
        }

        private static TypeConversionException invalid(String text) {
            return new TypeConversionException("'" + text + "' is not a percentage from 0 to 100");
        }
    }

    private static final class BytesConverter implements ITypeConverter<Long> {

        private static final Pattern BYTES = Pattern.compile("([1-9][0-9]{0,14})([KMG]?)");
        private static final String UNITS = "KMG";
        private static final int BITS = 10;

        @Override
        public Long convert(String text) {
            Matcher bytes = BYTES.matcher(text.toUpperCase(Locale.ROOT));
            if (!bytes.matches()) {
                throw new TypeConversionException("'" + text + "' is not a number of bytes such as 500M");
            }
            int shift = bytes.group(2).isEmpty() ? 0 : BITS * (UNITS.indexOf(bytes.group(2)) + 1);
            return Math.min(Long.parseLong(bytes.group(1)), Long.MAX_VALUE >> shift) << shift;
        }
    }
}
