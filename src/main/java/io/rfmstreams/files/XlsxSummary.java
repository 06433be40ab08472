package io.rfmstreams.files;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the {@link XlsxCheck} found: the table of texts, which the cells refer to by index, and whether there are styles. */
final class XlsxSummary {

    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final int TEXT_DEPTH = 2;

    /** The memory of a text besides its characters. */
    private static final int TEXT_OVERHEAD = 64;

    private static final int SHARE_OF_THE_HEAP = 4;

    private @Nullable String textsPart;
    private @Nullable String countedPart;
    private long texts;
    private long chars;
    private int highestReference = -1;
    private boolean styles;

    boolean hasStyles() {
        return styles;
    }

    void addPart(@Nullable String part, @Nullable String type) {
        if ((TYPE + "sharedStrings+xml").equals(type)) {
            textsPart = part;
        }
        styles |= (TYPE + "styles+xml").equals(type);
    }

    /** Counts a text of a table of texts. */
    void addText(String part, int depth) {
        if (depth != TEXT_DEPTH || (countedPart != null && !countedPart.equals(part))) {
            throw InputFileException.unreadable("its table of texts is malformed", null);
        }
        countedPart = part;
        texts++;
        requireMemory();
    }

    void addChars(long added) {
        chars += added;
        requireMemory();
    }

    void addReference(int index) {
        highestReference = Math.max(highestReference, index);
    }

    /** Checks that each reference is to a text. Otherwise the library adds texts until the memory is full. */
    void requireConsistent() {
        boolean found = textsPart != null
                && countedPart != null
                && textsPart.replaceFirst("^/", "").equalsIgnoreCase(countedPart);
        if (highestReference >= (found ? texts : 0)) {
            throw InputFileException.unreadable("a cell refers to a text that does not exist", null);
        }
    }

    private void requireMemory() {
        long memory = texts * TEXT_OVERHEAD + chars * Character.BYTES;
        long limit = Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP;
        if (memory > limit) {
            throw InputFileException.unreadable(
                    String.format(
                            Locale.ROOT,
                            "its texts take more than %,d MiB of memory. Save it as CSV, or increase the heap size of Java (-Xmx)",
                            limit >> 20),
                    null);
        }
    }
}
