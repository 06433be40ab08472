package io.rfmstreams.cli;

import io.rfmstreams.files.Column;
import io.rfmstreams.files.DateOrder;
import io.rfmstreams.files.DecimalMark;
import io.rfmstreams.files.EpochUnit;
import io.rfmstreams.files.FileFormat;
import io.rfmstreams.files.FileOptions;
import io.rfmstreams.files.FileOptions.DateOptions;
import io.rfmstreams.files.LineMode;
import io.rfmstreams.files.RefundPolicy;
import io.rfmstreams.files.StockPolicy;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how an input file is to be understood. */
final class InputOptions {

    private static final String AUTO = "auto";

    @Option(
            names = "--format",
            paramLabel = "auto|orders|shopify|woocommerce|stripe|online-retail",
            defaultValue = AUTO,
            converter = FormatConverter.class,
            description = "Format of a table; auto: the one whose columns the header has (default: ${DEFAULT-VALUE}).")
    private Choice<FileFormat> format;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN=NAME,…",
            converter = ColumnsConverter.class,
            description = "Names in the header of a table, such as customer_id=user_id,occurred_at=last_used.")
    private @Nullable ColumnNames columns;

    @Option(
            names = "--dates",
            paramLabel = "day-first|month-first",
            converter = DateOrderConverter.class,
            description =
                    "Order of day and month in dates such as 3/12/2010. Default: what the dates of the file prove.")
    private @Nullable DateOrder dates;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            converter = ZoneConverter.class,
            description = "Time zone of times without an offset, such as Europe/Berlin (default: ${DEFAULT-VALUE}).")
    private ZoneId zone;

    @Option(
            names = "--time-unit",
            paramLabel = "s|ms",
            converter = UnitConverter.class,
            description = "Dates that are numbers count seconds or milliseconds since 1970. Default: Excel dates.")
    private @Nullable EpochUnit unit;

    @Option(
            names = "--decimal",
            paramLabel = "point|comma",
            converter = DecimalConverter.class,
            description = "Decimal mark of amounts. Default: what the amounts of the file prove.")
    private @Nullable DecimalMark decimal;

    @Option(
            names = "--lines",
            paramLabel = "sum|each",
            converter = LinesConverter.class,
            description = "sum: lines with the same order id and customer are one order; each: each line is an order."
                    + " Default: sum for the formats of shops, each for orders.")
    private @Nullable LineMode lines;

    @Option(
            names = "--stock",
            paramLabel = "all|goods",
            defaultValue = "all",
            converter = StockConverter.class,
            description =
                    "Whether to keep all lines of Online Retail, or without postage, fees and other stock codes that"
                            + " are no merchandise (default: ${DEFAULT-VALUE}).")
    private StockPolicy stock;

    @Option(
            names = "--refunds",
            paramLabel = "keep|drop",
            defaultValue = "keep",
            converter = RefundsConverter.class,
            description = "Whether to keep or drop refunds of a table (default: ${DEFAULT-VALUE}).")
    private RefundPolicy refunds;

    @Option(
            names = "--keep-placeholders",
            description = "Keeps customer ids such as null, none, 0 or guest in a table, which are dropped otherwise.")
    private boolean keepPlaceholders;

    /** Returns the options for reading the file. */
    FileOptions fileOptions() {
        return FileOptions.defaults()
                .withFormat(format.value())
                .withColumns(columns == null ? Map.of() : columns.names())
                .withDates(new DateOptions(dates, zone, unit))
                .withDecimal(decimal)
                .withLines(lines)
                .withStock(stock)
                .withRefunds(refunds)
                .withPlaceholders(keepPlaceholders);
    }

    /** Names in the header by column. A type of its own, because picocli takes a map apart by itself. */
    private record ColumnNames(Map<Column, String> names) {}

    /** A choice that may be left to the program. */
    private record Choice<T>(@Nullable T value) {}

    private static <E extends Enum<E>> Map<String, E> choices(Class<E> type) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            choices.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return choices;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        Map<String, E> choices = choices(type);
        return constant(choices, text, String.join(", ", choices.keySet()));
    }

    private static <E> E constant(Map<String, E> choices, String text, String shown) {
        E chosen = choices.get(text);
        if (chosen == null) {
            throw new TypeConversionException("'" + text + "' is not one of " + shown);
        }
        return chosen;
    }

    private static final class FormatConverter implements ITypeConverter<Choice<FileFormat>> {
        @Override
        public Choice<FileFormat> convert(String text) {
            if (text.equals(AUTO)) {
                return new Choice<>(null);
            }
            Map<String, FileFormat> formats = choices(FileFormat.class);
            return new Choice<>(constant(formats, text, AUTO + ", " + String.join(", ", formats.keySet())));
        }
    }

    private static final class ColumnsConverter implements ITypeConverter<ColumnNames> {
        @Override
        public ColumnNames convert(String text) {
            Map<Column, String> columns = new EnumMap<>(Column.class);
            for (String pair : text.split(",")) {
                int equals = pair.indexOf('=');
                if (equals < 1 || equals == pair.length() - 1) {
                    throw new TypeConversionException("'" + pair + "' is not COLUMN=NAME");
                }
                columns.put(column(pair.substring(0, equals).strip()), pair.substring(equals + 1));
            }
            return new ColumnNames(columns);
        }

        private static Column column(String label) {
            return Arrays.stream(Column.values())
                    .filter(column -> column.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + label + "' is not one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Column.values())
                                            .map(Column::label)
                                            .toList())));
        }
    }

    private static final class ZoneConverter implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text).normalized();
            } catch (DateTimeException unknown) {
                throw new TypeConversionException("'" + text + "' is not a time zone such as Europe/Berlin or +01:00");
            }
        }
    }

    private static final class DateOrderConverter implements ITypeConverter<DateOrder> {
        @Override
        public DateOrder convert(String text) {
            return constant(DateOrder.class, text);
        }
    }

    private static final class UnitConverter implements ITypeConverter<EpochUnit> {
        @Override
        public EpochUnit convert(String text) {
            return constant(EpochUnit.class, text);
        }
    }

    private static final class DecimalConverter implements ITypeConverter<DecimalMark> {
        @Override
        public DecimalMark convert(String text) {
            return constant(DecimalMark.class, text);
        }
    }

    private static final class LinesConverter implements ITypeConverter<LineMode> {
        @Override
        public LineMode convert(String text) {
            return constant(LineMode.class, text);
        }
    }

    private static final class StockConverter implements ITypeConverter<StockPolicy> {
        @Override
        public StockPolicy convert(String text) {
            return constant(StockPolicy.class, text);
        }
    }

    private static final class RefundsConverter implements ITypeConverter<RefundPolicy> {
        @Override
        public RefundPolicy convert(String text) {
            return constant(RefundPolicy.class, text);
        }
    }
}
