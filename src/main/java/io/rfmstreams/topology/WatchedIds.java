package io.rfmstreams.topology;

import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.SegmentationModel;
import java.util.List;
import java.util.function.Consumer;

/** Warns of ids in {@code alerts.watch} that a model lacks: a misspelt id would silence its alerts. */
final class WatchedIds {

    private final ChurnPolicy churn;
    private final Consumer<String> warn;

    WatchedIds(ChurnPolicy churn, Consumer<String> warn) {
        this.churn = churn;
        this.warn = warn;
    }

    /** Checks a model that has become active. */
    void check(SegmentationModel active) {
        List<String> unknown = churn.unknownIds(active);
        if (!unknown.isEmpty()) {
            warn.accept("alerts.watch names segments that the active model " + active.version() + " does not have: "
                    + String.join(", ", unknown) + "; it has "
                    + String.join(
                            ", ",
                            active.segments().stream()
                                    .map(segment -> segment.id())
                                    .toList()));
        }
    }
}
