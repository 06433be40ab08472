package io.rfmstreams.training;

import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ReturnModel;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a training that the caller determines. The model carries them unchanged.
 *
 * @param version version of the new model, from 1
 * @param createdAt time of the training, epoch milliseconds
 * @param trainedAsOf time that recency refers to, epoch milliseconds
 * @param window window of the profiles
 * @param inputOffsets end offset by partition of the profiles that were read
 * @param returnModel the return probability; null for none
 */
public record TrainingRun(
        int version,
        long createdAt,
        long trainedAsOf,
        Window window,
        Map<String, Long> inputOffsets,
        @Nullable ReturnModel returnModel) {

    public TrainingRun {
        // Map.copyOf has another order in each JVM, which would change the bytes of the model.
        inputOffsets = Collections.unmodifiableSortedMap(new TreeMap<>(inputOffsets));
    }

    /** A training without a return model. */
    public TrainingRun(int version, long createdAt, long trainedAsOf, Window window, Map<String, Long> inputOffsets) {
        this(version, createdAt, trainedAsOf, window, inputOffsets, null);
    }
}
