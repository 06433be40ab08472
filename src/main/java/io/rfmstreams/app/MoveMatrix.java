package io.rfmstreams.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.contract.TopicRole;
import io.rfmstreams.segment.ReservedSegment;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentRef;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many moves led from where to where; a first purchase comes from nowhere and does not count. */
public final class MoveMatrix {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SegmentRef OTHERS = new SegmentRef("", "earlier ones", null);

    private final List<SegmentRef> segments = new ArrayList<>();
    private final long[][] moves;

    /**
     * An empty matrix.
     *
     * @param model gives the segments and their order; those of earlier models count together
     */
    public MoveMatrix(Optional<SegmentationModel> model) {
        model.ifPresent(active -> active.segments().stream().map(Segment::ref).forEach(segments::add));
        segments.addAll(ReservedSegment.refs());
        segments.add(OTHERS);
        moves = new long[segments.size()][segments.size()];
    }

    /** Counts all that is on the topic of segment changes. */
    public static MoveMatrix read(Settings settings, Optional<SegmentationModel> model) {
        MoveMatrix matrix = new MoveMatrix(model);
        new TopicReader(settings.kafka()).read(settings.topics().of(TopicRole.CHANGES), record -> {
            if (record.value() != null) {
                matrix.count(record.value());
            }
        });
        return matrix;
    }

    /** Counts one segment change. */
    void count(byte[] change) {
        try {
            JsonNode move = JSON.readTree(change);
            JsonNode from = move.path("from").path("id");
            JsonNode to = move.path("to").path("id");
            if (from.isTextual() && to.isTextual()) {
                moves[place(from.textValue())][place(to.textValue())]++;
            }
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    /** Those that anybody ever left or came to, in the order of rank. */
    public List<SegmentRef> segments() {
        return segments.stream().filter(this::isUsed).toList();
    }

    public long moves(SegmentRef from, SegmentRef to) {
        return moves[segments.indexOf(from)][segments.indexOf(to)];
    }

    private boolean isUsed(SegmentRef segment) {
        return segments.stream().anyMatch(other -> moves(segment, other) + moves(other, segment) > 0);
    }

    private int place(String id) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).id().equals(id)) {
                return i;
            }
        }
        return segments.size() - 1;
    }
}
