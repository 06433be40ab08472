package io.rfmstreams.files;

import io.rfmstreams.contract.InvalidFieldException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one XML part of a spreadsheet: no document type, so no entities; at most {@value #MAX_DEPTH} levels, {@value
 * #MAX_COLUMNS} columns, and {@value #MAX_CHARS} characters a row or text.
 */
final class XlsxPart {

    private static final int MAX_DEPTH = 64;

    /** Excel's own limit: column XFD. */
    private static final int MAX_COLUMNS = 16_384;

    private static final int MAX_CHARS = 1_000_000;

    /** The library compares each cell with each of them. */
    private static final int MAX_ARRAY_FORMULAS = 1_000;

    private static final Pattern CELL = Pattern.compile("([A-Z]{1,3})([1-9][0-9]{0,6})");

    private final String name;
    private final XlsxSummary summary;
    private final StringBuilder value = new StringBuilder();
    private int depth;
    private int columns;
    private int arrayFormulas;
    private long chars;
    private boolean isSharedText;
    private boolean inRowOrText;
    private boolean inValue;

    XlsxPart(String name, XlsxSummary summary) {
        this.name = name;
        this.summary = summary;
    }

    void check(int event, XMLStreamReader xml) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.DTD -> throw wrong("has a document type, which a spreadsheet never has");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw wrong("refers to an entity, which a spreadsheet never has");
            case XMLStreamConstants.START_ELEMENT -> start(xml);
            case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                text(xml.getText());
            default -> {}
        }
    }

    private void start(XMLStreamReader xml) {
        if (++depth > MAX_DEPTH) {
            throw wrong("has more than " + MAX_DEPTH + " levels");
        }
        if (!inRowOrText) {
            chars = 0;
        }
        switch (xml.getLocalName()) {
            case "row" -> {
                inRowOrText = true;
                columns = 0;
            }
            case "si" -> {
                inRowOrText = true;
                summary.addText(name, depth);
            }
            case "c" -> cell(xml.getAttributeValue(null, "r"), xml.getAttributeValue(null, "t"));
            case "v" -> {
                inValue = true;
                value.setLength(0);
            }
            case "f" -> formula(xml.getAttributeValue(null, "t"));
            case "Override" ->
                summary.addPart(xml.getAttributeValue(null, "PartName"), xml.getAttributeValue(null, "ContentType"));
            default -> {}
        }
    }

    private void end(String element) {
        depth--;
        if (element.equals("si")) {
            summary.addChars(chars);
        }
        if (element.equals("row") || element.equals("si")) {
            inRowOrText = false;
        }
        if (element.equals("v") && inValue) {
            inValue = false;
            if (isSharedText) {
                addReference();
            }
        }
    }

    private void addReference() {
        try {
            summary.addReference(Integer.parseInt(value.toString())); // as the library parses it
        } catch (NumberFormatException notAnIndex) {
            throw wrong("has a cell whose text has the index " + InvalidFieldException.quote(value.toString()));
        }
    }

    private void text(String text) {
        chars += text.length();
        if (chars > MAX_CHARS) {
            throw wrong(String.format(Locale.ROOT, "has a row or text of more than %,d characters", MAX_CHARS));
        }
        if (inValue && isSharedText) {
            value.append(text);
        }
    }

    private void cell(@Nullable String reference, @Nullable String type) {
        isSharedText = "s".equals(type);
        columns++;
        if (columns > MAX_COLUMNS || (reference != null && !isWithinLimits(reference))) {
            throw wrong(String.format(Locale.ROOT, "has a cell beyond column %,d", MAX_COLUMNS));
        }
    }

    private static boolean isWithinLimits(String reference) {
        var cell = CELL.matcher(reference);
        if (!cell.matches()) {
            return false;
        }
        int column = 0;
        for (char letter : cell.group(1).toCharArray()) {
            column = column * 26 + letter - 'A' + 1;
        }
        return column <= MAX_COLUMNS;
    }

    private void formula(@Nullable String type) {
        if ("array".equals(type) && ++arrayFormulas > MAX_ARRAY_FORMULAS) {
            throw wrong(String.format(Locale.ROOT, "has more than %,d array formulas", MAX_ARRAY_FORMULAS));
        }
    }

    private InputFileException wrong(String what) {
        return InputFileException.unreadable("its part " + name + " " + what, null);
    }
}
