package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The customers as the parent model divides them. The parent may have any features and any number of segments. */
final class ParentView {

    private final List<Segment> segments;
    private final int[] labels;

    private ParentView(List<Segment> segments, int[] labels) {
        this.segments = segments;
        this.labels = labels;
    }

    static ParentView of(SegmentationModel parent, List<RfmPoint> raw) {
        Map<String, Integer> indices = new HashMap<>();
        parent.segments().forEach(segment -> indices.put(segment.id(), indices.size()));
        int[] labels = raw.stream()
                .map(point -> parent.nearest(parent.features().scale(point)))
                .mapToInt(segment -> indices.getOrDefault(segment.id(), 0))
                .toArray();
        return new ParentView(parent.segments(), labels);
    }

    /**
     * The parent's centroids in another space: the mean point of each group that has members. Empty unless there are k such
     * groups.
     */
    Optional<List<RfmPoint>> warmStart(Points scaled, int k) {
        int[] sizes = new int[segments.size()];
        Arrays.stream(labels).forEach(label -> sizes[label]++);
        int[] groups = IntStream.range(0, sizes.length)
                .filter(segment -> sizes[segment] > 0)
                .toArray();
        if (groups.length != k) {
            return Optional.empty();
        }
        int[] groupLabels = Arrays.stream(labels)
                .map(label -> Arrays.binarySearch(groups, label))
                .toArray();
        int[] groupSizes = Arrays.stream(groups).map(segment -> sizes[segment]).toArray();
        return Optional.of(scaled.means(groupLabels, groupSizes).toList());
    }

    /** The segment that each cluster continues, by the label of the cluster. */
    List<Optional<Segment>> predecessors(Clustering clustering) {
        long[][] shared = new long[segments.size()][clustering.k()];
        int[] clusters = clustering.labels();
        for (int i = 0; i < labels.length; i++) {
            shared[labels[i]][clusters[i]]++;
        }
        return Arrays.stream(Matching.of(shared))
                .mapToObj(match -> match < 0 ? Optional.<Segment>empty() : Optional.of(segments.get(match)))
                .toList();
    }
}
