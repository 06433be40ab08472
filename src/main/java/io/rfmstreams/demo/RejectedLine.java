package io.rfmstreams.demo;

/**
 * A rejected input line.
 *
 * @param number the number of the line in the file, from 1, including the header
 * @param reason the code of the reason
 * @param detail a description of the error
 */
public record RejectedLine(long number, String reason, String detail) {}
