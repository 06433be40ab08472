package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceDataTest {

    private static final TrainingOptions RAW_STANDARD =
            TrainingOptions.DEFAULTS.withFeatures(FeatureTransforms.all(Transform.IDENTITY), Scaling.STANDARD);

    @Test
    void shouldReproduceTheSegmentsOfTheLab() {
        // Given
        List<CustomerRfm> customers = ReferenceData.customers("lab");

        // When
        SegmentationModel model = train(customers, RAW_STANDARD.withNaming(NamingRules.Method.SPEND_RANK));

        // Then
        assertThat(inertia(model)).isLessThanOrEqualTo(892.63);
        assertThat(model.segments()).extracting(Segment::customers).containsExactly(182L, 348L, 894L, 576L);
        assertThat(names(model, customers)).isEqualTo(ReferenceData.column("lab-rfm.csv", "segment_name_converged"));
    }

    @Test
    void shouldReproduceTheSegmentTableOfTheLab() {
        // Given
        JsonNode expected =
                ReferenceData.json("lab-expected.json").get("k4_converged").get("segment_metrics");

        // When
        SegmentationModel model =
                train(ReferenceData.customers("lab"), RAW_STANDARD.withNaming(NamingRules.Method.SPEND_RANK));

        // Then
        assertThat(model.segments()).allSatisfy(segment -> {
            JsonNode row = expected.get(segment.name());
            SegmentProfile profile = Objects.requireNonNull(segment.profile());
            assertThat(profile.recencyDays()).isCloseTo(row.get("avg_recency").asDouble(), within(1e-6));
            assertThat(profile.frequency()).isCloseTo(row.get("avg_frequency").asDouble(), within(1e-6));
            assertThat(profile.monetary()).isCloseTo(row.get("avg_monetary").asDouble(), within(1e-4));
            assertThat(100 * segment.revenueShare())
                    .isCloseTo(row.get("revenue_share_pct").asDouble(), within(1e-6));
        });
    }

    @Test
    void shouldFindTheHiddenArchetypesOfTheLab() {
        // Given
        List<CustomerRfm> customers = ReferenceData.customers("lab");
        Map<String, String> hidden = ReferenceData.column("lab-rfm.csv", "archetype");
        Map<String, String> named = Map.of(
                "champion", "Champions", "potential", "Potential Loyalist", "at_risk", "At-Risk", "lost", "Lost");

        // When
        SegmentationModel model = train(customers, TrainingOptions.DEFAULTS);

        // Then
        Map<String, String> names = names(model, customers);
        long agreed = hidden.entrySet().stream()
                .filter(customer -> Objects.equals(named.get(customer.getValue()), names.get(customer.getKey())))
                .count();
        assertThat(model.segments())
                .extracting(Segment::name)
                .containsExactly("Champions", "Potential Loyalist", "At-Risk", "Lost");
        assertThat(agreed / (double) customers.size()).isGreaterThanOrEqualTo(0.96);
    }

    @Test
    void shouldReproduceTheClustersOfOnlineRetail() {
        // Given
        List<CustomerRfm> customers = ReferenceData.customers("online-retail");

        // When
        SegmentationModel model = train(
                customers,
                TrainingOptions.DEFAULTS.withFeatures(FeatureTransforms.all(Transform.LOG1P), Scaling.STANDARD));

        // Then
        assertThat(inertia(model)).isLessThanOrEqualTo(3962.294 * 1.001);
        assertThat(model.segments()).extracting(Segment::customers).containsExactlyInAnyOrder(707L, 1188L, 813L, 1630L);
    }

    @ParameterizedTest
    @CsvSource({
        "lab,           IDENTITY, 42",
        "lab,           IDENTITY, 1",
        "lab,           IDENTITY, 2026",
        "online-retail, IDENTITY, 42",
        "online-retail, IDENTITY, 1",
        "online-retail, LOG1P,    42",
        "online-retail, LOG1P,    2026"
    })
    void shouldComeWithinAThousandthOfTheBestKnownInertiaForEveryCandidate(
            String dataSet, Transform transform, long seed) {
        // Given
        JsonNode expected = expected(dataSet, transform);
        TrainingOptions options = TrainingOptions.DEFAULTS
                .withFeatures(FeatureTransforms.all(transform), Scaling.STANDARD)
                .withAutomaticK()
                .withSeed(seed);

        // When
        SegmentationModel model = train(ReferenceData.customers(dataSet), options);

        // Then
        TrainingReport report = Objects.requireNonNull(model.training());
        assertThat(report.selection().candidates()).hasSize(9).allSatisfy(candidate -> {
            JsonNode known = expected.get("kmeans").get(String.valueOf(candidate.k()));
            double ratio = candidate.inertia() / known.get("best_known_inertia").asDouble();
            assertThat(ratio).isLessThanOrEqualTo(1.001);
            // A lower inertia than the best known one is another clustering, with another silhouette.
            if (ratio > 1 - 1e-5) {
                assertThat(candidate.silhouette())
                        .isCloseTo(known.get("best_known_silhouette").asDouble(), within(0.001));
            }
        });
        assertThat(report.selection().k())
                .isEqualTo(expected.get("best_k_by_silhouette").asInt());
        assertThat(model.segments()).hasSize(report.selection().k());
    }

    @ParameterizedTest
    @CsvSource({"lab, IDENTITY", "online-retail, IDENTITY", "online-retail, LOG1P"})
    void shouldComeWithinAThousandthOfTheBestKnownInertiaForEveryFixedK(String dataSet, Transform transform) {
        // Given
        PreparedCustomers customers = PreparedCustomers.of(
                TestCustomers.of(ReferenceData.customers(dataSet)), FeatureTransforms.all(transform), Scaling.STANDARD);
        JsonNode byK = expected(dataSet, transform).get("kmeans");

        // When
        Map<Integer, Double> ratios = IntStream.rangeClosed(2, 10)
                .boxed()
                .collect(Collectors.toMap(
                        k -> k,
                        k -> customers
                                        .cluster(new KMeansOptions(k, 25, 42, List.of()))
                                        .inertia()
                                / byK.get(String.valueOf(k))
                                        .get("best_known_inertia")
                                        .asDouble()));

        // Then
        assertThat(ratios).allSatisfy((k, ratio) -> assertThat(ratio).isLessThanOrEqualTo(1.001));
    }

    private static JsonNode expected(String dataSet, Transform transform) {
        JsonNode all = ReferenceData.json(dataSet + "-expected.json");
        String name = transform == Transform.LOG1P ? "log1p_standard" : "standard";
        return all.has("transforms") ? all.get("transforms").get(name) : all;
    }

    private static SegmentationModel train(List<CustomerRfm> customers, TrainingOptions options) {
        TrainingRun run = new TrainingRun(1, 0, 0, Window.LIFETIME, Map.of());
        return new Trainer(InstantSource.system()).train(TestCustomers.of(customers), options, Optional.empty(), run);
    }

    private static double inertia(SegmentationModel model) {
        return Objects.requireNonNull(model.training()).run().inertia();
    }

    private static Map<String, String> names(SegmentationModel model, List<CustomerRfm> customers) {
        return customers.stream().collect(Collectors.toMap(CustomerRfm::customerId, customer -> model.nearest(
                        model.features().scale(customer.rfm()))
                .name()));
    }
}
