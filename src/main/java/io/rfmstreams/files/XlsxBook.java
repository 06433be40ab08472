package io.rfmstreams.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** An open spreadsheet that passed the {@link XlsxCheck}. */
final class XlsxBook implements Closeable {

    private final TemporaryFile copy;
    private final ReadableWorkbook workbook;

    private XlsxBook(TemporaryFile copy, ReadableWorkbook workbook) {
        this.copy = copy;
        this.workbook = workbook;
    }

    /**
     * Opens a spreadsheet.
     *
     * @throws InputFileException if it is malformed
     */
    static XlsxBook open(ByteSource bytes, boolean hasStyles) throws IOException {
        TemporaryFile copy = TemporaryFile.of(bytes);
        try {
            return new XlsxBook(copy, new ReadableWorkbook(copy.path().toFile(), new ReadingOptions(hasStyles, true)));
        } catch (IOException failed) {
            copy.close();
            throw failed;
        } catch (ExcelReaderException | IllegalArgumentException | IndexOutOfBoundsException malformed) {
            copy.close();
            throw InputFileException.unreadable("it is not a spreadsheet: " + malformed.getMessage(), malformed);
        }
    }

    /** Returns the names of the visible sheets. */
    List<String> sheets() {
        return workbook.getSheets()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .map(Sheet::getName)
                .toList();
    }

    /** Opens the rows of a sheet. */
    XlsxRows rows(String name) throws IOException {
        Sheet sheet = workbook.findSheet(name)
                .orElseThrow(() -> InputFileException.unreadable("it lacks the sheet " + name, null));
        try {
            return new XlsxRows(name, sheet.openStream(), new XlsxCells(workbook.isDate1904()));
        } catch (ExcelReaderException missing) {
            throw InputFileException.unreadable("its sheet " + name + " is missing", missing);
        }
    }

    @Override
    public void close() throws IOException {
        workbook.close();
        copy.close();
    }
}
