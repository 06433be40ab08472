package io.rfmstreams.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts an option to a duration greater than 0. */
final class PeriodConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            Duration period = Duration.parse(text);
            if (period.compareTo(Duration.ZERO) > 0) {
                return period;
            }
        } catch (DateTimeParseException notADuration) {
            // falls through to the error
        }
        throw new TypeConversionException("'" + text + "' is not a duration greater than 0 such as PT24H");
    }
}
