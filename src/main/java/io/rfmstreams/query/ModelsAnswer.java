package io.rfmstreams.query;

import io.rfmstreams.contract.EpochMillis;
import io.rfmstreams.segment.SegmentationModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the models that an instance knows.
 *
 * @param active version of the active model; null if there is none
 * @param models all models, by version
 */
public record ModelsAnswer(@Nullable Integer active, List<Summary> models) {

    /** A model without its features, checks and training report. */
    record Summary(
            int version,
            @EpochMillis long createdAt,
            @EpochMillis long trainedAsOf,
            @Nullable Integer parent,
            String window,
            List<Segment> segments) {

        static Summary of(SegmentationModel model) {
            return new Summary(
                    model.version(),
                    model.createdAt(),
                    model.trainedAsOf(),
                    model.parent(),
                    model.window().toString(),
                    model.segments().stream()
                            .map(each -> new Segment(each.id(), each.name(), each.rank(), each.customers()))
                            .toList());
        }
    }

    /**
     * A segment without its centroid and profile.
     *
     * @param customers number of customers at training
     */
    record Segment(String id, String name, int rank, long customers) {}

    public static ModelsAnswer of(KnownModels models) {
        return new ModelsAnswer(
                models.active().map(SegmentationModel::version).orElse(null),
                models.all().stream().map(Summary::of).toList());
    }
}
