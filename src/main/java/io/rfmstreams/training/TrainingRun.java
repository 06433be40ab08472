package io.rfmstreams.training;

import io.rfmstreams.rfm.Window;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the caller says about a fit; it goes into the model as it is.
 *
 * @param version the new model's version, from 1
 * @param createdAt when it is fitted, epoch milliseconds
 * @param trainedAsOf the moment that recency was counted to, epoch milliseconds
 * @param window the window of the profiles
 * @param inputOffsets end offset by partition of the profiles that were read
 */
public record TrainingRun(
        int version, long createdAt, long trainedAsOf, Window window, Map<String, Long> inputOffsets) {

    public TrainingRun {
        // Sorted, since the order of Map.copyOf differs from one JVM to the next and would show in the model's bytes.
        inputOffsets = Collections.unmodifiableSortedMap(new TreeMap<>(inputOffsets));
    }
}
