package io.rfmstreams.files;

import java.util.SortedMap;

/**
 * What was counted when a file was read.
 *
 * @param lines the number of rows below the header, or of JSON lines, without blank ones
 * @param records the number of orders and refunds
 * @param rejected the number of rejected lines
 * @param dropped the number of dropped and rejected lines by reason
 * @param kept the number of lines that were kept and are worth a note, by reason
 */
public record FileCounts(
        long lines, long records, long rejected, SortedMap<String, Long> dropped, SortedMap<String, Long> kept) {}
