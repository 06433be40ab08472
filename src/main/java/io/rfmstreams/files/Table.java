package io.rfmstreams.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that is read row by row. */
public interface Table extends Closeable {

    /** Returns the cells of the header row, as they are in the file. */
    List<String> header();

    /** Reads the next row that is not blank; returns null at the end. A malformed row is returned with its problem. */
    @Nullable
    TableRow next() throws IOException;
}
