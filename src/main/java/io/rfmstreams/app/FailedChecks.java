package io.rfmstreams.app;

import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.SegmentationModel;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats the failed checks of a model as one line. */
public final class FailedChecks {

    private FailedChecks() {}

    /** Returns name, value and limit of each failed check; empty if all checks passed. */
    public static String of(SegmentationModel model) {
        return model.checks().stream()
                .filter(check -> !check.passed())
                .map(FailedChecks::text)
                .collect(Collectors.joining(", "));
    }

    private static String text(ModelCheck check) {
        return String.format(Locale.ROOT, "%s is %.4g (limit %.4g)", check.name(), check.value(), check.limit());
    }
}
