package io.rfmstreams.files;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table in a file. It can be read several times. */
public interface TableSource {

    /**
     * Opens the table before its first row.
     *
     * @throws InputFileException if there is no header
     */
    Table open() throws IOException;

    /** Returns what the program found out about the file, such as the delimiter, in the order in which it is shown. */
    Map<String, String> properties();

    /** Returns the same table in another encoding, if its text is not valid in this one; null if there is none. */
    default @Nullable TableSource inOtherEncoding() {
        return null;
    }
}
