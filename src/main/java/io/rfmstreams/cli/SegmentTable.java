package io.rfmstreams.cli;

import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;

/** Creates the table of a model's segments. */
final class SegmentTable {

    private SegmentTable() {}

    static TextTable of(SegmentationModel model) {
        TextTable table = new TextTable(
                "rank",
                "segment",
                "customers",
                "recency",
                "frequency",
                "monetary",
                "avg order",
                "revenue",
                "share",
                "action");
        for (Segment segment : model.segments()) {
            SegmentProfile profile = segment.profile();
            table.row(
                    segment.rank(),
                    segment.name(),
                    segment.customers(),
                    profile == null ? "" : TextTable.decimal(1, profile.recencyDays()),
                    profile == null ? "" : TextTable.decimal(1, profile.frequency()),
                    profile == null ? "" : TextTable.decimal(2, profile.monetary()),
                    profile == null ? "" : TextTable.decimal(2, profile.averageOrderValue()),
                    profile == null ? "" : TextTable.decimal(0, profile.monetary() * segment.customers()),
                    TextTable.decimal(1, segment.revenueShare() * 100) + "%",
                    segment.action());
        }
        return table;
    }
}
