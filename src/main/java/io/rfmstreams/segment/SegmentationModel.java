package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trained model: a feature space and the centroids of its segments. An instance is always valid.
 *
 * @param version from 1 to {@link ModelLimits#MAX_VERSION}
 * @param createdAt time of the training, epoch milliseconds
 * @param trainedAsOf time that recency refers to, epoch milliseconds
 * @param parent version of the model whose segments it continues; null for a first model
 * @param window window of the profiles that it was fitted to
 * @param segments segments by rank; 1 to {@link ModelLimits#MAX_SEGMENTS}, with distinct ids and ranks
 * @param scores cut points of the scores; null if the model's author gave none
 * @param returnModel the return probability; null if the history was too short, or if the model's author gave none
 * @param training how the model was fitted; null if the model's author gave no report
 * @param checks checks before activation
 */
public record SegmentationModel(
        int version,
        long createdAt,
        long trainedAsOf,
        @Nullable Integer parent,
        Window window,
        FeatureSpace features,
        List<Segment> segments,
        @Nullable Scores scores,
        @Nullable ReturnModel returnModel,
        @Nullable TrainingReport training,
        List<ModelCheck> checks) {

    public SegmentationModel {
        if (version < 1 || version > ModelLimits.MAX_VERSION) {
            throw new InvalidModelException("version must be 1 to " + ModelLimits.MAX_VERSION + ", not " + version);
        }
        if (segments.isEmpty() || segments.size() > ModelLimits.MAX_SEGMENTS) {
            throw new InvalidModelException(
                    "segments must be 1 to " + ModelLimits.MAX_SEGMENTS + ", not " + segments.size());
        }
        segments = List.copyOf(segments);
        checks = List.copyOf(checks);
        Set<String> ids = new HashSet<>();
        Set<Integer> ranks = new HashSet<>();
        for (Segment segment : segments) {
            if (!ids.add(segment.id())) {
                throw new InvalidModelException("segment ids must be distinct, not " + segment.id() + " twice");
            }
            if (!ranks.add(segment.rank())) {
                throw new InvalidModelException("ranks must be distinct, not " + segment.rank() + " twice");
            }
        }
    }

    /** Returns the same model with another return model. */
    public SegmentationModel withReturnModel(@Nullable ReturnModel model) {
        return new SegmentationModel(
                version, createdAt, trainedAsOf, parent, window, features, segments, scores, model, training, checks);
    }

    /** Returns whether no check failed. Without checks it returns true. */
    public boolean passesChecks() {
        return checks.stream().allMatch(ModelCheck::passed);
    }

    /** Returns the return probability, 0 to 1; null if the model has none or the frequency is 0. */
    public @Nullable Double returnProbability(Rfm rfm) {
        return returnModel == null ? null : returnModel.probability(rfm);
    }

    /** Returns the same at a raw point with a monetary value of at least 0; null if the frequency is below 1. */
    public @Nullable Double returnProbability(RfmPoint raw) {
        return returnModel == null ? null : returnModel.probability(raw);
    }

    /** Returns the segment with an id, if the model has it. */
    public Optional<Segment> segment(String id) {
        int index = indexOf(id);
        return index < 0 ? Optional.empty() : Optional.of(segments.get(index));
    }

    /** Returns the index of the segment with an id in {@link #segments}, -1 if the model does not have it. */
    int indexOf(String id) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the segment with the nearest centroid to a point of the scaled space, the lower index at a tie. */
    public Segment nearest(RfmPoint scaled) {
        return segments.get(nearestIndex(scaled));
    }

    /** Returns the index of that segment in {@link #segments}. */
    int nearestIndex(RfmPoint scaled) {
        int nearest = 0;
        for (int i = 1; i < segments.size(); i++) {
            if (NearestCentroid.isNearer(centroid(i), centroid(nearest), scaled)) {
                nearest = i;
            }
        }
        return nearest;
    }

    RfmPoint centroid(int index) {
        return segments.get(index).centroid();
    }

    int rank(int index) {
        return segments.get(index).rank();
    }
}
