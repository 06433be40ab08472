package io.rfmstreams.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentRef;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts segment changes by old and new segment. A customer's first change has no old segment and is not counted. */
public final class MoveMatrix {

    private static final Logger LOG = LoggerFactory.getLogger(MoveMatrix.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SegmentRef OTHERS = new SegmentRef("", "other models", null);

    private final List<SegmentRef> segments = new ArrayList<>();
    private final long[][] moves;

    /**
     * Creates an empty matrix.
     *
     * @param model gives the segments and their order; segments of other models are counted together
     */
    public MoveMatrix(Optional<SegmentationModel> model) {
        model.ifPresent(active -> active.segments().stream().map(Segment::ref).forEach(segments::add));
        segments.addAll(ReservedSegment.refs());
        segments.add(OTHERS);
        moves = new long[segments.size()][segments.size()];
    }

    /** Counts all records of the topic of segment changes. */
    public static MoveMatrix read(Settings settings, Optional<SegmentationModel> model) {
        MoveMatrix matrix = new MoveMatrix(model);
        new TopicReader(settings.kafka()).read(settings.topics().of(TopicRole.CHANGES), record -> {
            if (record.value() != null && !matrix.count(record.value())) {
                String place = "partition " + record.partition() + ", offset " + record.offset();
                LOG.warn("Left out a malformed record of topic {}: {}", record.topic(), place);
            }
        });
        return matrix;
    }

    /** Counts one segment change. Returns false if it is malformed. */
    boolean count(byte[] change) {
        try {
            JsonNode json = JSON.readTree(change);
            JsonNode from = json.path("from").path("id");
            JsonNode to = json.path("to").path("id");
            if (from.isTextual() && to.isTextual()) {
                moves[index(from.textValue())][index(to.textValue())]++;
            }
            return true;
        } catch (IOException notJson) {
            return false;
        }
    }

    /**
     * Returns the segments that occur in a counted change: those of the model by rank, then the reserved segments, then
     * other models.
     */
    public List<SegmentRef> segments() {
        return segments.stream().filter(this::isUsed).toList();
    }

    public long moves(SegmentRef from, SegmentRef to) {
        return moves[segments.indexOf(from)][segments.indexOf(to)];
    }

    private boolean isUsed(SegmentRef segment) {
        return segments.stream().anyMatch(other -> moves(segment, other) + moves(other, segment) > 0);
    }

    private int index(String id) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).id().equals(id)) {
                return i;
            }
        }
        return segments.size() - 1;
    }
}
