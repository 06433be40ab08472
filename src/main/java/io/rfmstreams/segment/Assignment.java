package io.rfmstreams.segment;

/** The segment that a customer is evaluated to belong to, and what to do with such customers. */
record Assignment(SegmentRef segment, String action) {

    static final Assignment NEW = new Assignment(SegmentRef.NEW, "Welcome them and win the second order");
    static final Assignment UNASSIGNED = new Assignment(SegmentRef.UNASSIGNED, "Wait for the first model");

    static Assignment of(Segment segment) {
        return new Assignment(segment.ref(), segment.action());
    }
}
