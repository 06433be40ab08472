package io.rfmstreams.contract;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.ReturnReport.Bin;
import io.rfmstreams.segment.ReturnReport.Features;
import io.rfmstreams.segment.ReturnReport.Quality;
import io.rfmstreams.segment.ReturnReport.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@link ReturnModel} of a model as it is in JSON. */
record ReturnMessage(
        @RequiredField String horizon,
        @RequiredField double intercept,
        @RequiredField double recency,
        @RequiredField double frequency,
        @RequiredField double monetary,
        @Nullable ValidationMessage validation) {

    /** A {@link ReturnReport}. */
    record ValidationMessage(
            @RequiredField String model,
            @RequiredField SampleMessage training,
            @RequiredField SampleMessage test,
            @RequiredField Quality logistic,
            @RequiredField Quality recencyOnly,
            @RequiredField Quality nearestNeighbours,
            @RequiredField List<Bin> calibration,
            @Nullable List<Bin> recencyOnlyCalibration) {

        static ValidationMessage of(ReturnReport report) {
            return new ValidationMessage(
                    ModelMessage.lowerCase(report.model()),
                    SampleMessage.of(report.training()),
                    SampleMessage.of(report.test()),
                    report.logistic(),
                    report.recencyOnly(),
                    report.nearestNeighbours(),
                    report.calibration(),
                    report.recencyOnlyCalibration());
        }

        ReturnReport toReport() {
            return new ReturnReport(
                    ModelMessage.constant(Features.class, "return.validation.model", model),
                    training.toSample(),
                    test.toSample(),
                    logistic,
                    recencyOnly,
                    nearestNeighbours,
                    calibration,
                    ModelMessage.orEmpty(recencyOnlyCalibration));
        }
    }

    /** A {@link Sample}. Readers need not divide: the base rate is written, too. */
    record SampleMessage(
            @RequiredField
            @JsonSerialize(contentUsing = EpochMillis.Serializer.class)
            @JsonDeserialize(contentUsing = EpochMillis.Deserializer.class)
            List<Long> snapshots,

            @RequiredField long rows,
            @RequiredField long returned,
            @Nullable Double baseRate) {

        static SampleMessage of(Sample sample) {
            return new SampleMessage(sample.snapshots(), sample.rows(), sample.returned(), sample.baseRate());
        }

        Sample toSample() {
            return new Sample(snapshots, rows, returned);
        }
    }

    static ReturnMessage of(ReturnModel model) {
        return new ReturnMessage(
                IsoDuration.format(model.horizon()),
                model.intercept(),
                model.recency(),
                model.frequency(),
                model.monetary(),
                model.validation() == null ? null : ValidationMessage.of(model.validation()));
    }

    ReturnModel toModel() {
        return new ReturnModel(
                IsoDuration.parse("return.horizon", horizon),
                intercept,
                recency,
                frequency,
                monetary,
                validation == null ? null : validation.toReport());
    }

    interface QualityMixin {

        @RequiredField
        double auc();

        @RequiredField
        double logLoss();

        @RequiredField
        double brier();
    }

    interface BinMixin {

        @RequiredField
        double predicted();

        @RequiredField
        double observed();

        @RequiredField
        long customers();
    }
}
