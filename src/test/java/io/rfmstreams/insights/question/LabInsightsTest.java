package io.rfmstreams.insights.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.training.CustomerRfm;
import io.rfmstreams.training.FeatureTransforms;
import io.rfmstreams.training.NamingRules;
import io.rfmstreams.training.ReferenceData;
import io.rfmstreams.training.TestCustomers;
import io.rfmstreams.training.Trainer;
import io.rfmstreams.training.TrainingOptions;
import io.rfmstreams.training.TrainingRun;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares answers on the lab's customers with the reference tables. Both agree to 1e-6 of the value: the reference has money in
 * doubles, the program in 1/10,000.
 */
class LabInsightsTest {

    private static final double PERCENT_OF_1E_6 = 1e-4;

    private static TestTables tables;
    private static JsonNode expected;

    @BeforeAll
    static void fill() {
        expected = ReferenceData.json("lab-expected.json").get("k4_converged");
        List<CustomerRfm> customers = ReferenceData.customers("lab");
        SegmentationModel model = new Trainer(InstantSource.system())
                .train(
                        TestCustomers.of(customers),
                        TrainingOptions.DEFAULTS
                                .withFeatures(FeatureTransforms.all(Transform.IDENTITY), Scaling.STANDARD)
                                .withNaming(NamingRules.Method.SPEND_RANK),
                        Optional.empty(),
                        new TrainingRun(1, 0, 0, Window.LIFETIME, Map.of()));
        tables = new TestTables().model(model);
        customers.forEach(customer -> tables.customer(
                customer.customerId(),
                model.nearest(model.features().scale(customer.rfm())).id(),
                (int) customer.rfm().recencyDays(),
                customer.rfm().frequency(),
                customer.rfm().monetary().toString()));
    }

    @AfterAll
    static void close() {
        if (tables != null) {
            tables.close();
        }
    }

    @Test
    void shouldReproduceTheSegmentMetrics() {
        // When
        Answer answer = tables.ask("segments");

        // Then
        JsonNode metrics = expected.get("segment_metrics");
        assertThat(answer.total()).isEqualTo(4);
        for (Map<String, @Nullable Object> row : rows(answer)) {
            JsonNode metric = metrics.get(String.valueOf(row.get("segmentName")));
            assertThat(number(row, "customers"))
                    .isEqualTo(metric.get("n_customers").asDouble());
            assertClose(row, "recencyDays", metric.get("avg_recency"));
            assertClose(row, "frequency", metric.get("avg_frequency"));
            assertClose(row, "monetary", metric.get("avg_monetary"));
            assertClose(row, "revenue", metric.get("total_revenue"));
            assertThat(100 * number(row, "revenueShare"))
                    .isCloseTo(metric.get("revenue_share_pct").asDouble(), within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"euclidean", "manhattan", "chebyshev"})
    void shouldReproduceTheLookAlikes(String metric) {
        for (JsonNode champion :
                expected.get("lookalikes_top3_champions_to_at_risk").get(metric)) {
            // When
            String id = champion.get("champion").get("customer_id").asText();
            Answer answer = tables.ask("look-alikes", "id", id, "segment", "at-risk", "metric", metric);

            // Then
            JsonNode neighbours = champion.get("neighbours");
            assertThat(ids(answer)).containsExactlyElementsOf(texts(neighbours, "customer_id"));
            for (int place = 0; place < neighbours.size(); place++) {
                Map<String, @Nullable Object> row = answer.table().row(place);
                JsonNode neighbour = neighbours.get(place);
                assertThat(number(row, "distance"))
                        .isCloseTo(neighbour.get("distance").asDouble(), within(1e-6));
                JsonNode differences = neighbour.get("abs_diff_scaled");
                assertThat(number(row, "recencyDistance"))
                        .isCloseTo(differences.get("recency").asDouble(), within(1e-6));
                assertThat(number(row, "frequencyDistance"))
                        .isCloseTo(differences.get("frequency").asDouble(), within(1e-6));
                assertThat(number(row, "monetaryDistance"))
                        .isCloseTo(differences.get("monetary").asDouble(), within(1e-6));
            }
        }
    }

    @Test
    void shouldReproduceTheRevenuePotential() {
        // When
        Answer answer = tables.ask("revenue-potential", "limit", "1000");

        // Then
        JsonNode ranking = expected.get("exercise2_ranking");
        assertThat(answer.total()).isEqualTo(ranking.size());
        assertThat(ids(answer)).containsExactlyElementsOf(texts(ranking, "customer_id"));
        for (int place = 0; place < ranking.size(); place++) {
            Map<String, @Nullable Object> row = answer.table().row(place);
            assertClose(row, "potential", ranking.get(place).get("revenue_potential"));
            assertThat(String.valueOf(row.get("nearest")).split(" "))
                    .containsExactlyElementsOf(elements(ranking.get(place).get("nearest_champions"))
                            .map(JsonNode::asText)
                            .toList());
            double meanDistance = elements(ranking.get(place).get("distances"))
                    .mapToDouble(JsonNode::asDouble)
                    .average()
                    .orElseThrow();
            assertThat(number(row, "meanDistance")).isCloseTo(meanDistance, within(1e-6));
        }
    }

    @Test
    void shouldNameEachLookAlikeOfAnAudienceOnce() {
        // When
        Answer audience = tables.ask("audience", "segment", "champions", "into", "at-risk", "top", "3", "limit", "100");

        // Then
        List<String> neighbours = elements(
                        expected.get("lookalikes_top3_champions_to_at_risk").get("euclidean"))
                .flatMap(champion -> texts(champion.get("neighbours"), "customer_id").stream())
                .toList();
        assertThat(ids(audience))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        neighbours.stream().distinct().toList());
        assertThat(rows(audience).stream()
                        .mapToDouble(row -> number(row, "matches"))
                        .sum())
                .isEqualTo(neighbours.size());
        assertThat(rows(audience))
                .isSortedAccordingTo(
                        (one, other) -> Double.compare(number(one, "distance"), number(other, "distance")));
    }

    private static void assertClose(Map<String, @Nullable Object> row, String field, JsonNode value) {
        assertThat(number(row, field)).as(field).isCloseTo(value.asDouble(), withinPercentage(PERCENT_OF_1E_6));
    }

    private static List<Map<String, @Nullable Object>> rows(Answer answer) {
        return IntStream.range(0, answer.table().rows().size())
                .mapToObj(answer.table()::row)
                .toList();
    }

    private static List<String> ids(Answer answer) {
        return answer.table().column("customerId").stream().map(String::valueOf).toList();
    }

    private static List<String> texts(JsonNode rows, String field) {
        return elements(rows).map(row -> row.get(field).asText()).toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static double number(Map<String, @Nullable Object> row, String field) {
        return row.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
