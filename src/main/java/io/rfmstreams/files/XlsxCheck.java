package io.rfmstreams.files;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Checks all XML of a spreadsheet before it is read. The library that reads spreadsheets keeps a row, a text and the table of texts in
 * memory, and trusts what they say of their size. See {@link XlsxPart} for the limits.
 */
final class XlsxCheck {

    private static final int MAX_PARTS = 10_000;

    private final SizeLimit size;
    private final XMLInputFactory xml = new InputFactoryImpl();
    private final XlsxSummary summary = new XlsxSummary();

    private XlsxCheck(SizeLimit size) {
        this.size = size;
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /**
     * Checks a spreadsheet.
     *
     * @param size the limit of the unpacked size
     * @return what is known of its parts
     * @throws InputFileException if the file is not a spreadsheet, or a limit is exceeded
     */
    static XlsxSummary check(Path file, SizeLimit size) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            return new XlsxCheck(size).check(zip);
        } catch (XMLStreamException malformed) {
            throw InputFileException.unreadable(
                    "its XML is malformed: "
                            + String.valueOf(malformed.getMessage()).replaceAll("\\s+", " "),
                    malformed);
        }
    }

    private XlsxSummary check(ZipFile zip) throws IOException, XMLStreamException {
        List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
        if (parts.size() > MAX_PARTS) {
            throw InputFileException.unreadable(
                    String.format(Locale.ROOT, "it has %,d parts, more than any spreadsheet", parts.size()), null);
        }
        for (ZipArchiveEntry part : parts) {
            try (InputStream bytes = new BufferedInputStream(zip.getInputStream(part))) {
                String name = part.getName().toLowerCase(Locale.ROOT);
                if (name.endsWith(".xml") || name.endsWith(".rels") || startsLikeXml(bytes)) {
                    checkPart(part.getName(), bytes);
                }
            }
        }
        summary.requireConsistent();
        return summary;
    }

    /** The library reads a part under any name. Images and settings of printers start otherwise. */
    private static boolean startsLikeXml(InputStream bytes) throws IOException {
        bytes.mark(Integer.BYTES);
        byte[] start = bytes.readNBytes(Integer.BYTES);
        bytes.reset();
        if (start.length < Integer.BYTES) {
            return false;
        }
        int first = start[0] & 0xff;
        int second = start[1] & 0xff;
        return first == '<'
                || (first <= ' ' && (second == '<' || second <= ' '))
                || (first == 0xef && second == 0xbb)
                || (first == 0xfe && second == 0xff)
                || (first == 0xff && second == 0xfe);
    }

    private void checkPart(String name, InputStream bytes) throws XMLStreamException {
        XMLStreamReader reader = xml.createXMLStreamReader(new ShortTags(size.limit(bytes)));
        String encoding = reader.getEncoding();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) { // ShortTags compares bytes
            throw InputFileException.unreadable("its part " + name + " is in " + encoding + ", not in UTF-8", null);
        }
        XlsxPart limits = new XlsxPart(name, summary);
        while (reader.hasNext()) {
            limits.check(reader.next(), reader);
        }
        reader.close();
    }
}
