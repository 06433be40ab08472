package io.rfmstreams.faults;

import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;

/** The models of a run: versions with other centroids, transforms of recency and return probabilities. */
final class FaultModels {

    private static final Window YEAR = Window.ofDays(365);

    private FaultModels() {}

    static SegmentationModel version(int version) {
        double shift = version % 5 * 0.15;
        SegmentationModel model = version % 2 == 0
                ? TestModels.shoppers(version, YEAR, shift)
                : TestModels.shoppersByDays(version, YEAR, shift);
        return model.withReturnModel(TestModels.returns(version));
    }
}
