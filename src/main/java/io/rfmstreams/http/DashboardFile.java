package io.rfmstreams.http;

import java.util.Arrays;

/** A file of the dashboard. */
final class DashboardFile {

    private final String contentType;
    private final byte[] content;
    private final byte[] compressed;

    /**
     * Creates a file.
     *
     * @param compressed the content in gzip format
     */
    DashboardFile(String contentType, byte[] content, byte[] compressed) {
        this.contentType = contentType;
        this.content = content;
        this.compressed = compressed;
    }

    String contentType() {
        return contentType;
    }

    /** Returns the content, for browsers that accept gzip and for others. */
    byte[] bytes(boolean gzip) {
        return gzip ? compressed : content;
    }

    /** Returns a number that changes with the content. */
    int fingerprint() {
        return Arrays.hashCode(content);
    }
}
