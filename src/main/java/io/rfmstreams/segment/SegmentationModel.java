package io.rfmstreams.segment;

import io.rfmstreams.rfm.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trained segmentation: the space, and the segments whose centroids divide it. A value of this type is always usable;
 * the constructor refuses everything else.
 *
 * @param version from 1 to {@link ModelLimits#HIGHEST_VERSION}
 * @param createdAt when it was fitted, epoch milliseconds
 * @param trainedAsOf the moment that recency was counted to, epoch milliseconds
 * @param parent version whose segments it continues, null for a first model
 * @param window the window of the profiles that it was fitted on
 * @param segments by rank; at most {@link ModelLimits#MOST_SEGMENTS}, no id and no rank twice
 * @param scores quintile cut points, null where it has none
 * @param training how it was fitted, null where its author does not say
 * @param checks what was checked before activation
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
        @Nullable TrainingReport training,
        List<ModelCheck> checks) {

    public SegmentationModel {
        if (version < 1 || version > ModelLimits.HIGHEST_VERSION) {
            throw new InvalidModelException("version must be 1 to " + ModelLimits.HIGHEST_VERSION + ", not " + version);
        }
        if (segments.isEmpty() || segments.size() > ModelLimits.MOST_SEGMENTS) {
            throw new InvalidModelException(
                    "segments must be 1 to " + ModelLimits.MOST_SEGMENTS + ", not " + segments.size());
        }
        segments = List.copyOf(segments);
        checks = List.copyOf(checks);
        Set<String> ids = new HashSet<>();
        Set<Integer> ranks = new HashSet<>();
        for (Segment segment : segments) {
            if (!ids.add(segment.id())) {
                throw new InvalidModelException("segment id " + segment.id() + " stands twice");
            }
            if (!ranks.add(segment.rank())) {
                throw new InvalidModelException("rank " + segment.rank() + " stands twice");
            }
        }
    }

    /** Whether no check failed; so too where nothing was checked. */
    public boolean passesChecks() {
        return checks.stream().allMatch(ModelCheck::passed);
    }

    /** The segment of this id, if the model has it. */
    public Optional<Segment> segment(String id) {
        int index = indexOf(id);
        return index < 0 ? Optional.empty() : Optional.of(segments.get(index));
    }

    /** Where the segment of this id stands in {@link #segments}, -1 if the model does not have it. */
    int indexOf(String id) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** The segment whose centroid is nearest to a point of the scaled space; at a tie the one of lower index. */
    public Segment nearest(RfmPoint scaled) {
        return segments.get(nearestIndex(scaled));
    }

    /** Where that segment stands in {@link #segments}. */
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
}
