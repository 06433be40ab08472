package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rfmstreams.demo.DataSet;
import io.rfmstreams.demo.DataSets;
import io.rfmstreams.files.FileFormat;
import io.rfmstreams.files.FileOptions;
import io.rfmstreams.files.RefundPolicy;
import io.rfmstreams.files.SourceRecord;
import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.ReturnReport.Bin;
import io.rfmstreams.segment.ReturnReport.Features;
import io.rfmstreams.segment.ReturnReport.Quality;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the return model and its validation with an independent computation. */
class ReturnReferenceTest {

    private static final double DIGITS = 1e-6;

    @Test
    void shouldMatchTheReferenceOfTheLab() throws IOException {
        // Given
        JsonNode expected = labReference();
        ReturnSnapshots snapshots = snapshots(DataSets.lab(), "2024-12-31T00:00:00Z");

        // When
        ReturnReport report = Objects.requireNonNull(ReturnValidation.of(snapshots));

        // Then
        assertMatches(snapshots, report, expected);
    }

    @Test
    void shouldMatchTheReferenceOfOnlineRetail() {
        // Given
        JsonNode expected = ReferenceData.json("online-retail-return.json");
        ReturnSnapshots snapshots = snapshots(onlineRetail(), "2011-12-10T00:00:00Z");

        // When
        ReturnReport report = Objects.requireNonNull(ReturnValidation.of(snapshots));

        // Then
        assertMatches(snapshots, report, expected);
    }

    /** In the lab, frequency and spend are collinear and mislead. */
    @Test
    void shouldPredictTheLabByRecencyAlone() {
        // Given
        ReturnSnapshots snapshots = snapshots(DataSets.lab(), "2024-12-31T00:00:00Z");

        // When
        ReturnModel model = ((ReturnOutcome.Fitted) ReturnFit.of(snapshots)).model();

        // Then
        ReturnModel recencyAlone = ReturnFit.fit(rows(snapshots), Features.RECENCY, snapshots.horizon());
        assertThat(model.withValidation(null)).isEqualTo(recencyAlone);
        assertThat(model.recency()).isCloseTo(-1.096808, within(DIGITS));
        assertThat(model.frequency()).isZero();
        assertThat(model.monetary()).isZero();
        assertThat(model.validation()).extracting(ReturnReport::model).isEqualTo(Features.RECENCY);
    }

    @Test
    void shouldPredictOnlineRetailByAllFeatures() {
        // Given
        ReturnSnapshots snapshots = snapshots(onlineRetail(), "2011-12-10T00:00:00Z");

        // When
        ReturnModel model = ((ReturnOutcome.Fitted) ReturnFit.of(snapshots)).model();

        // Then
        assertThat(model.withValidation(null))
                .isEqualTo(ReturnFit.fit(rows(snapshots), Features.RFM, snapshots.horizon()));
        assertThat(model.validation()).extracting(ReturnReport::model).isEqualTo(Features.RFM);
    }

    private static void assertMatches(ReturnSnapshots snapshots, ReturnReport report, JsonNode expected) {
        JsonNode validation = expected.path("validation");
        assertThat(sizes(snapshots)).isEqualTo(sizes(expected));
        assertThat(coefficients(ReturnFit.fit(rows(snapshots), Features.RFM, snapshots.horizon())))
                .containsExactly(coefficients(expected.path("fit")), within(DIGITS));
        assertThat(report.training().rows()).isEqualTo(validation.path("train").asLong());
        assertThat(report.test().rows()).isEqualTo(validation.path("test").asLong());
        assertThat(report.test().baseRate())
                .isCloseTo(validation.path("baseRate").asDouble(), within(1e-12));
        assertThat(quality(report.logistic())).containsExactly(quality(validation.path("logistic")), within(DIGITS));
        assertThat(quality(report.recencyOnly()))
                .containsExactly(quality(validation.path("recencyOnly")), within(DIGITS));
        assertThat(quality(report.nearestNeighbours()))
                .containsExactly(quality(validation.path("knn100")), within(DIGITS));
        assertCalibration(report.calibration(), validation.path("calibration"));
    }

    private static void assertCalibration(List<Bin> bins, JsonNode expected) {
        assertThat(bins).hasSize(expected.size());
        for (int i = 0; i < bins.size(); i++) {
            JsonNode bin = expected.path(i);
            assertThat(bins.get(i).predicted()).isCloseTo(bin.path("predicted").asDouble(), within(DIGITS));
            assertThat(bins.get(i).observed()).isCloseTo(bin.path("observed").asDouble(), within(1e-12));
            assertThat(bins.get(i).customers()).isEqualTo(bin.path("customers").asLong());
        }
    }

    private static List<List<Object>> sizes(ReturnSnapshots snapshots) {
        List<List<Object>> sizes = new ArrayList<>();
        for (ReturnSnapshot snapshot : snapshots.toList()) {
            ReturnRows rows = snapshot.rows();
            sizes.add(List.of(Instant.ofEpochMilli(snapshot.at()), rows.size(), rows.countReturned()));
        }
        return sizes;
    }

    private static List<List<Object>> sizes(JsonNode expected) {
        List<List<Object>> sizes = new ArrayList<>();
        for (JsonNode snapshot : expected.path("snapshots")) {
            sizes.add(List.of(
                    Instant.parse(snapshot.path("T").asText().replace(' ', 'T').replace("+00:00", "Z")),
                    snapshot.path("rows").asInt(),
                    snapshot.path("returned").asInt()));
        }
        return sizes;
    }

    private static double[] coefficients(@Nullable ReturnModel fitted) {
        ReturnModel model = Objects.requireNonNull(fitted);
        return new double[] {model.intercept(), model.recency(), model.frequency(), model.monetary()};
    }

    private static double[] coefficients(JsonNode fit) {
        return values(fit, "intercept", "recency", "frequency", "monetary");
    }

    private static double[] quality(Quality quality) {
        return new double[] {quality.auc(), quality.logLoss(), quality.brier()};
    }

    private static double[] quality(JsonNode quality) {
        return values(quality, "auc", "logLoss", "brier");
    }

    private static double[] values(JsonNode node, String... fields) {
        double[] values = new double[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = node.required(fields[i]).asDouble();
        }
        return values;
    }

    private static ReturnRows rows(ReturnSnapshots snapshots) {
        return ReturnRows.concat(
                snapshots.toList().stream().map(ReturnSnapshot::rows).toList());
    }

    private static ReturnSnapshots snapshots(DataSet data, String asOf) {
        HistoryRules rules = HistoryRules.of(Window.ofDays(365), Duration.ofDays(365));
        ReturnSnapshots snapshots = new ReturnSnapshots(
                Instant.parse(asOf).toEpochMilli(), Duration.ofDays(90).toMillis(), rules);
        Map<String, List<CustomerEvent>> customers = new LinkedHashMap<>();
        for (SourceRecord source : data.records()) {
            if (source instanceof SourceRecord.Event event) {
                customers
                        .computeIfAbsent(event.customerId(), id -> new ArrayList<>())
                        .add(event.event());
            }
        }
        customers.values().forEach(snapshots::add);
        return snapshots;
    }

    private static DataSet onlineRetail() {
        Path file = ReferenceData.present("online-retail.csv.gz");
        return DataSets.read(
                file,
                FileOptions.defaults().withFormat(FileFormat.ONLINE_RETAIL).withRefunds(RefundPolicy.DROP),
                line -> {});
    }

    private static JsonNode labReference() throws IOException {
        try (InputStream json = ReturnReferenceTest.class.getResourceAsStream("lab-return.json")) {
            return JsonMapper.builder().build().readTree(json);
        }
    }
}
