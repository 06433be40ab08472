package io.rfmstreams.insights.question;

import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.segment.SegmentRules;

/** The rules by which the processor keeps histories and assigns customers, for the forecast of their paths. */
public record ForecastRules(HistoryRules history, SegmentRules segments) {}
