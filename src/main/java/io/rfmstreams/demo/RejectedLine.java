package io.rfmstreams.demo;

/**
 * A line that cannot be taken.
 *
 * @param number of the line in the file, from 1, the header included
 * @param reason its code, as it is counted
 * @param detail what is wrong, to be read by a person
 */
public record RejectedLine(long number, String reason, String detail) {}
