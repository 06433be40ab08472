package io.rfmstreams.segment;

/**
 * The segment that a customer is assigned to.
 *
 * @param action recommended action for customers of the segment
 */
public record Assignment(SegmentRef segment, String action) {

    public static Assignment of(Segment segment) {
        return new Assignment(segment.ref(), segment.action());
    }
}
