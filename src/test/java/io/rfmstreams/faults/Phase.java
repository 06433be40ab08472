package io.rfmstreams.faults;

import io.rfmstreams.segment.SegmentationModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a run: records, then a tick, then perhaps models, which are activated one after the other.
 *
 * @param tick the clock of all tasks after the phase, epoch milliseconds
 * @param models the models whose activation each task has seen, in order
 */
record Phase(List<Input> inputs, long tick, List<SegmentationModel> models) {

    static Phase of(List<Input> inputs, long tick, @Nullable SegmentationModel model) {
        return new Phase(inputs, tick, model == null ? List.of() : List.of(model));
    }
}
