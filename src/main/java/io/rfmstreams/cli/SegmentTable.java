package io.rfmstreams.cli;

import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;
import java.util.Locale;

/** The table of a model's segments. */
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
                    profile == null ? "" : decimal(1, profile.recencyDays()),
                    profile == null ? "" : decimal(1, profile.frequency()),
                    profile == null ? "" : decimal(2, profile.monetary()),
                    profile == null ? "" : decimal(2, profile.averageOrderValue()),
                    profile == null ? "" : decimal(0, profile.monetary() * segment.customers()),
                    decimal(1, segment.revenueShare() * 100) + "%",
                    segment.action());
        }
        return table;
    }

    private static String decimal(int decimals, double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
