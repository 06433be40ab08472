package io.rfmstreams.cli;

import io.rfmstreams.cli.ReadInput.LineCounts;
import io.rfmstreams.demo.SortedRecords;
import io.rfmstreams.files.ByteSource;
import io.rfmstreams.files.FileCounts;
import io.rfmstreams.files.LineListener;
import io.rfmstreams.files.OrderFile;
import io.rfmstreams.files.OrderStatistics;
import io.rfmstreams.files.RejectedLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads an input file for a command, with progress and rejected lines on standard error. */
final class InputReader {

    private final InputOptions input;
    private final ReadOptions options;
    private final PrintWriter err;

    InputReader(InputOptions input, ReadOptions options, PrintWriter err) {
        this.input = input;
        this.options = options;
        this.err = err;
    }

    /**
     * Reads a file. The caller closes the result.
     *
     * @throws io.rfmstreams.files.InputFileException if it cannot be read, or only with another option
     */
    ReadInput read(Path file) {
        ReadingProgress progress = new ReadingProgress(file, err);
        ByteSource bytes = ByteSource.of(file, options.maxBytes(), progress::start);
        OrderFile orders = OrderFile.understand(bytes, input.fileOptions());
        SortedRecords records = new SortedRecords();
        try (OrderStatistics statistics = new OrderStatistics();
                RejectedLineFile rejects = rejectsFile()) {
            RejectedLinePrinter printer = new RejectedLinePrinter(err);
            FileCounts counts = orders.read(
                    (source, line) -> {
                        records.accept(source, line);
                        statistics.accept(source, line);
                    },
                    rejects == null ? printer : both(printer, rejects));
            printer.printTotals();
            return new ReadInput(
                    file, orders.form(), new LineCounts(counts, printer.totals()), statistics.summary(), records);
        } catch (RuntimeException failed) {
            records.close();
            throw failed;
        }
    }

    private @Nullable RejectedLineFile rejectsFile() {
        Path file = options.rejects();
        return file == null ? null : new RejectedLineFile(file);
    }

    private static LineListener both(LineListener first, LineListener second) {
        return new LineListener() {
            @Override
            public void onRejected(RejectedLine line) {
                first.onRejected(line);
                second.onRejected(line);
            }

            @Override
            public void onInvalid(RejectedLine line) {
                first.onInvalid(line);
                second.onInvalid(line);
            }
        };
    }
}
