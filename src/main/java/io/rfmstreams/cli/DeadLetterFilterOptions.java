package io.rfmstreams.cli;

import io.rfmstreams.app.DeadLetterFilter;
import io.rfmstreams.contract.RejectionReason;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that select dead letters. */
final class DeadLetterFilterOptions {

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            split = ",",
            converter = ReasonConverter.class,
            description = "Only these rejection reasons, comma-separated.")
    private Set<String> reasons = new TreeSet<>();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only records of this topic.")
    private @Nullable String topic;

    @Option(names = "--customer", paramLabel = "ID", description = "Only records of this customer.")
    private @Nullable String customer;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = ReplayInput.TimeConverter.class,
            description = "Only dead letters written at or after this time.")
    private @Nullable Long from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = ReplayInput.TimeConverter.class,
            description = "Only dead letters written before this time.")
    private @Nullable Long to;

    DeadLetterFilter filter() {
        return new DeadLetterFilter(reasons, topic, customer, from, to);
    }

    boolean isGiven() {
        return !reasons.isEmpty() || topic != null || customer != null || from != null || to != null;
    }

    private static final class ReasonConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            List<String> codes = Arrays.stream(RejectionReason.values())
                    .map(RejectionReason::code)
                    .toList();
            if (!codes.contains(text)) {
                throw new TypeConversionException("'" + text + "' is not one of " + String.join(", ", codes));
            }
            return text;
        }
    }
}
