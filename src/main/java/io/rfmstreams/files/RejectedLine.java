package io.rfmstreams.files;

/**
 * A rejected input line.
 *
 * @param number the number of the line in the file, from 1, including the header
 * @param text the text of the line as it is in the file; several lines if a quoted field contains line breaks
 * @param problem why it is rejected
 */
public record RejectedLine(long number, String text, Problem problem) {

    public String reason() {
        return problem.reason();
    }

    public String detail() {
        return problem.detail();
    }
}
