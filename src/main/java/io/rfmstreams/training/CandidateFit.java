package io.rfmstreams.training;

import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.TrainingReport.Candidate;
import java.util.List;

/** A number of segments that was tried: how good it is, and the centroids in scaled space. */
record CandidateFit(Candidate candidate, List<RfmPoint> centroids) {}
