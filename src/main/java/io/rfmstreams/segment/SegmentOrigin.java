package io.rfmstreams.segment;

import org.jspecify.annotations.Nullable;

/**
 * Where a segment comes from.
 *
 * @param continues id of the parent's segment that it continues: of the pairs of segments that share the most customers in
 *     all; null if it continues none
 */
public record SegmentOrigin(@Nullable String continues, Kind kind) {

    /** The origin of a segment of a model without a parent. */
    public static final SegmentOrigin NEW = new SegmentOrigin(null, Kind.NEW);

    /** How a segment is related to the parent's segments. */
    public enum Kind {
        /** It continues a segment of the parent. */
        SAME,
        /** Most of its customers come from a segment of the parent that another segment continues. */
        SPLIT,
        /** It continues a segment of the parent, and others that are not continued were merged into it. */
        MERGED,
        /** It continues no segment of the parent, and was not split off from one. */
        NEW
    }

    public SegmentOrigin {
        if (continues != null) {
            ModelLimits.requireName("continues", continues);
        }
    }
}
