package io.rfmstreams.app;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a retry did.
 *
 * @param retried number of dead letters whose records were sent again
 * @param obstacles number of the other dead letters that match, by the reason why their records cannot be sent again
 */
public record RetryReport(int retried, SortedMap<String, Integer> obstacles) {

    RetryReport(int retried, Map<String, Integer> obstacles) {
        this(retried, new TreeMap<>(obstacles));
    }
}
