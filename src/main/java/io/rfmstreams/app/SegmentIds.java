package io.rfmstreams.app;

import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentationModel;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The ids of all segments: the segments of all models, the newest model first, and the reserved segments. */
public final class SegmentIds {

    private final Set<String> ids = new LinkedHashSet<>();

    private SegmentIds() {}

    /** Returns the ids of models and of the reserved segments. */
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
     * @param option the option that the id belongs to, for the message
     * @throws ConfigurationException if no segment has the id; the message lists all ids
     */
    public void require(String option, String id) {
        if (!ids.contains(id)) {
            throw new ConfigurationException(
                    option + " " + id + " is not the id of a segment; the ids are " + String.join(", ", ids));
        }
    }
}
