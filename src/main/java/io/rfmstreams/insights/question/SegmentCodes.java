package io.rfmstreams.insights.question;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers from 0 on for ids of segments, so that a path takes little memory. */
final class SegmentCodes {

    static final int MAX_CODES = 1 << 15;

    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> ids = new ArrayList<>();

    /** Returns the number of a segment, which is the next one for a new segment. */
    int code(String id) {
        Integer known = codes.get(id);
        if (known != null) {
            return known;
        }
        if (ids.size() == MAX_CODES) {
            throw new IllegalStateException("more than " + MAX_CODES + " segments");
        }
        ids.add(id);
        codes.put(id, ids.size() - 1);
        return ids.size() - 1;
    }

    /** Returns the ids in the order of their numbers. */
    List<String> ids() {
        return List.copyOf(ids);
    }
}
