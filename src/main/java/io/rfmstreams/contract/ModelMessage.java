package io.rfmstreams.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.InvalidModelException;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Scores;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentOrigin;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A message on {@code segment-models}: the fields of a {@link SegmentationModel} as they are in JSON. */
record ModelMessage(
        @RequiredField int version,
        @RequiredField @EpochMillis long createdAt,
        @RequiredField @EpochMillis long trainedAsOf,
        @Nullable Integer parent,
        @RequiredField String window,
        @Nullable List<FeatureMessage> features,
        @Nullable Double spread,
        @Nullable List<SegmentMessage> segments,
        @Nullable Scores scores,
        @JsonProperty("return") @Nullable ReturnMessage returnModel,
        @Nullable TrainingMessage training,
        @Nullable List<ModelCheck> checks) {

    static final ObjectMapper MAPPER = Json.mapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .addMixIn(Scores.class, ScoresMixin.class)
            .addMixIn(SegmentProfile.class, SegmentProfileMixin.class)
            .addMixIn(ModelCheck.class, ModelCheckMixin.class)
            .addMixIn(TrainingReport.Candidate.class, CandidateMixin.class)
            .addMixIn(TrainingReport.Shares.class, SharesMixin.class)
            .addMixIn(ReturnReport.Quality.class, ReturnMessage.QualityMixin.class)
            .addMixIn(ReturnReport.Bin.class, ReturnMessage.BinMixin.class)
            .build();

    private static final List<String> FEATURES = List.of("recency", "frequency", "monetary");

    /** The spread of a model without one, which has standard scaling. */
    private static final double DEFAULT_SPREAD = 1;

    /** A feature and its scaling. */
    record FeatureMessage(
            @RequiredField String name,
            @RequiredField String transform,
            @RequiredField String scaling,
            @RequiredField double center,
            @RequiredField double scale) {

        static FeatureMessage of(String name, FeatureScaling feature) {
            return new FeatureMessage(
                    name,
                    lowerCase(feature.transform()),
                    lowerCase(feature.scaling()),
                    feature.center(),
                    feature.scale());
        }

        FeatureScaling toScaling() {
            return new FeatureScaling(
                    constant(FeatureScaling.Transform.class, "transform", transform),
                    constant(FeatureScaling.Scaling.class, "scaling", scaling),
                    center,
                    scale);
        }
    }

    /** A segment. Older models have neither archetype nor origin. */
    record SegmentMessage(
            @RequiredField String id,
            @RequiredField String name,
            @RequiredField int rank,
            @Nullable String archetype,
            @Nullable String continues,
            @Nullable String origin,
            @RequiredField List<Double> centroid,
            @Nullable SegmentProfile profile,
            long customers,
            double revenueShare,
            @Nullable String action) {

        static SegmentMessage of(Segment segment) {
            RfmPoint centroid = segment.centroid();
            return new SegmentMessage(
                    segment.id(),
                    segment.name(),
                    segment.rank(),
                    segment.archetype(),
                    segment.origin().continues(),
                    lowerCase(segment.origin().kind()),
                    List.of(centroid.recency(), centroid.frequency(), centroid.monetary()),
                    segment.profile(),
                    segment.customers(),
                    segment.revenueShare(),
                    segment.action());
        }

        Segment toSegment() {
            if (centroid.size() != FEATURES.size()) {
                throw new InvalidModelException("a centroid must have 3 coordinates, not " + centroid.size());
            }
            SegmentOrigin from = origin == null
                    ? SegmentOrigin.NEW
                    : new SegmentOrigin(continues, constant(SegmentOrigin.Kind.class, "origin", origin));
            return new Segment(
                    id,
                    name,
                    rank,
                    archetype,
                    from,
                    new RfmPoint(centroid.get(0), centroid.get(1), centroid.get(2)),
                    profile,
                    customers,
                    revenueShare,
                    action == null ? "" : action);
        }
    }

    static ModelMessage of(SegmentationModel model) {
        FeatureSpace features = model.features();
        return new ModelMessage(
                model.version(),
                model.createdAt(),
                model.trainedAsOf(),
                model.parent(),
                model.window().toString(),
                List.of(
                        FeatureMessage.of("recency", features.recency()),
                        FeatureMessage.of("frequency", features.frequency()),
                        FeatureMessage.of("monetary", features.monetary())),
                features.spread(),
                model.segments().stream().map(SegmentMessage::of).toList(),
                model.scores(),
                model.returnModel() == null ? null : ReturnMessage.of(model.returnModel()),
                model.training() == null ? null : TrainingMessage.of(model.training()),
                model.checks());
    }

    SegmentationModel toModel() {
        return new SegmentationModel(
                version,
                createdAt,
                trainedAsOf,
                parent,
                Window.parse(window),
                featureSpace(),
                orEmpty(segments).stream().map(SegmentMessage::toSegment).toList(),
                scores,
                returnModel == null ? null : returnModel.toModel(),
                training == null ? null : training.toReport(),
                orEmpty(checks));
    }

    private FeatureSpace featureSpace() {
        List<FeatureMessage> all = orEmpty(features);
        if (!all.stream().map(FeatureMessage::name).toList().equals(FEATURES)) {
            throw new InvalidModelException("features must be " + FEATURES + ", not "
                    + all.stream()
                            .map(FeatureMessage::name)
                            .limit(FEATURES.size() + 1)
                            .map(InvalidFieldException::quote)
                            .toList());
        }
        return new FeatureSpace(
                all.get(0).toScaling(),
                all.get(1).toScaling(),
                all.get(2).toScaling(),
                spread == null ? DEFAULT_SPREAD : spread);
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String field, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new InvalidModelException(field + " is unknown: " + InvalidFieldException.quote(text));
        }
    }

    interface ScoresMixin extends SharesMixin {

        @RequiredField
        double highValue();
    }

    interface SharesMixin {

        @RequiredField
        List<Double> recency();

        @RequiredField
        List<Double> frequency();

        @RequiredField
        List<Double> monetary();
    }

    interface SegmentProfileMixin {

        @RequiredField
        double recencyDays();

        @RequiredField
        double frequency();

        @RequiredField
        double monetary();

        @RequiredField
        double averageOrderValue();
    }

    interface ModelCheckMixin {

        @RequiredField
        String name();

        @RequiredField
        double value();

        @RequiredField
        double limit();
    }

    interface CandidateMixin {

        @RequiredField
        int k();

        @RequiredField
        double inertia();
    }
}
