package io.rfmstreams.training;

/** A cluster with its name and the action recommended for its members. */
record NamedCluster(MatchedCluster matched, SegmentName name, String action) {}
