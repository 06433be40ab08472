package io.rfmstreams.app;

import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.SegmentationModel;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in one line which checks a model failed. */
public final class FailedChecks {

    private FailedChecks() {}

    /** Name, value and limit of each failed check; empty where none failed. */
    public static String of(SegmentationModel model) {
        return model.checks().stream()
                .filter(check -> !check.passed())
                .map(FailedChecks::text)
                .collect(Collectors.joining(", "));
    }

    private static String text(ModelCheck check) {
        return String.format(Locale.ROOT, "%s is %.4g, the limit is %.4g", check.name(), check.value(), check.limit());
    }
}
