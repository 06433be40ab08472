package io.rfmstreams.files;

import io.rfmstreams.contract.InvalidFieldException;
import io.rfmstreams.files.FileForm.TableForm;
import io.rfmstreams.files.FileOptions.TableOptions;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** A table of orders. It is read twice: once to understand its form, and once for the orders. */
final class TableFile extends OrderFile {

    private final String stem;
    private final TableSource source;
    private final Columns columns;
    private final TableForm form;
    private final FileOptions options;

    private TableFile(ByteSource bytes, TableSource source, Columns columns, TableForm form, FileOptions options) {
        super(bytes, new FileForm(source.properties(), form));
        this.stem = bytes.stem();
        this.source = source;
        this.columns = columns;
        this.form = form;
        this.options = options;
    }

    /** Reads all rows to understand the form of the table. */
    static TableFile understand(ByteSource bytes, TableSource source, FileOptions options) throws IOException {
        try {
            return understandIn(bytes, source, options);
        } catch (CharacterCodingException otherEncoding) {
            TableSource other = source.inOtherEncoding();
            if (other == null) {
                throw otherEncoding;
            }
            return understandIn(bytes, other, options);
        }
    }

    private static TableFile understandIn(ByteSource bytes, TableSource source, FileOptions options)
            throws IOException {
        TableOptions given = options.table();
        try (Table table = source.open()) {
            Columns columns = Columns.find(table.header(), given);
            DateEvidence dates = new DateEvidence();
            AmountEvidence amounts = new AmountEvidence();
            for (TableRow row = table.next(); row != null; row = table.next()) {
                dates.add(row.cell(columns.place(Column.OCCURRED_AT)));
                amounts.add(row.cell(columns.place(Column.AMOUNT)));
                amounts.add(row.cell(columns.place(Column.REFUNDED_AMOUNT)));
                amounts.add(row.cell(columns.place(Column.QUANTITY)));
                amounts.add(row.cell(columns.place(Column.UNIT_PRICE)));
            }
            TableForm form = new TableForm(
                    columns.format(),
                    columns.names(),
                    lines(columns.format(), given.lines()),
                    dates.decide(given.dates().order()),
                    amounts.decide(given.decimal()),
                    given.dates().zone());
            return new TableFile(bytes, source, columns, form, options);
        }
    }

    private static LineMode lines(FileFormat format, @Nullable LineMode given) {
        if (format == FileFormat.ONLINE_RETAIL && given == LineMode.EACH) {
            throw InputFileException.usage("a line of the format online-retail is no order. Use --lines sum");
        }
        return given != null ? given : format.lines();
    }

    @Override
    FileCounts read(FileReading reading) throws IOException {
        try (RowReader rows = rows(reading);
                Table table = source.open()) {
            for (TableRow row = table.next(); row != null; row = table.next()) {
                reading.line();
                Problem problem = row.problem();
                if (problem != null) {
                    rows.skip();
                    reading.drops().reject(row.line(), row.text(), problem);
                } else {
                    read(row, rows, reading.drops());
                }
            }
            rows.end();
        }
        return reading.counts();
    }

    private static void read(TableRow row, RowReader rows, Drops drops) throws IOException {
        try {
            rows.read(row);
        } catch (InvalidFieldException invalid) {
            drops.reject(row.line(), row.text(), Problem.of(invalid));
        }
    }

    private RowReader rows(FileReading reading) {
        Dates dates = new Dates(
                form.dates().value(), form.zone(), options.table().dates().unit());
        RowFields fields =
                new RowFields(columns, dates, new Decimals(form.decimal().value()), options.keepPlaceholders());
        EventSender sender = new EventSender(reading, options.refunds());
        if (form.format() == FileFormat.ONLINE_RETAIL) {
            return new RetailRows(fields, options, reading, new OrderSums(sender, false));
        }
        OrderSums sums =
                form.lines() == LineMode.EACH ? null : new OrderSums(sender, form.format() != FileFormat.ORDERS);
        return new OrderRows(fields, stem, reading, sender, sums);
    }
}
