package io.rfmstreams.training;

import io.rfmstreams.segment.Segment;
import java.util.Optional;

/** A cluster and the parent's segment that it continues, if it continues one. */
record MatchedCluster(Cluster cluster, Optional<Segment> predecessor) {

    double meanSpend() {
        return cluster.profile().monetary();
    }
}
