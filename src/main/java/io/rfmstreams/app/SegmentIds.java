package io.rfmstreams.app;

import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The ids of the segments that customers can be in: those of all models, the newest first, and the reserved ones. */
public final class SegmentIds {

    private final Set<String> ids = new LinkedHashSet<>();

    private SegmentIds() {}

    /** Collects the ids. */
    public static SegmentIds of(Map<Integer, SegmentationModel> models) {
        SegmentIds known = new SegmentIds();
        models.values().stream()
                .sorted(Comparator.comparingInt(SegmentationModel::version).reversed())
                .flatMap(model -> model.segments().stream())
                .map(Segment::id)
                .forEach(known.ids::add);
        ReservedSegment.refs().forEach(segment -> known.ids.add(segment.id()));
        return known;
    }

    /**
     * Checks an id.
     *
     * @param option the option that it was given with
     * @throws ConfigurationException if no segment has the id; the message names those that there are
     */
    public void require(String option, String id) {
        if (!ids.contains(id)) {
            throw new ConfigurationException(
                    option + " " + id + " is not the id of a segment; the ids are " + String.join(", ", ids));
        }
    }
}
