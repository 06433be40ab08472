package io.rfmstreams.cli;

import io.rfmstreams.contract.CsvCell;
import io.rfmstreams.files.LineListener;
import io.rfmstreams.files.RejectedLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes all rejected lines of an input to a CSV file. JSON lines that are sent although they are not valid are not rejected. */
final class RejectedLineFile implements LineListener, AutoCloseable {

    private final Path file;
    private final Writer csv;

    /**
     * Creates the file with its header.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    RejectedLineFile(Path file) {
        this.file = file;
        try {
            csv = Files.newBufferedWriter(file);
            csv.write("line,reason,detail,text\n");
        } catch (IOException notWritten) {
            throw failed(notWritten);
        }
    }

    @Override
    public void onRejected(RejectedLine line) {
        try {
            csv.write(line.number() + "," + CsvCell.text(line.reason()) + "," + CsvCell.text(line.detail()) + ","
                    + CsvCell.text(line.text()) + "\n");
        } catch (IOException notWritten) {
            throw failed(notWritten);
        }
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException notWritten) {
            throw failed(notWritten);
        }
    }

    private UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException("cannot write " + file, cause);
    }
}
