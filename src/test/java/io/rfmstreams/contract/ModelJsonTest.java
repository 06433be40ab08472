package io.rfmstreams.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.FeatureScaling;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.FeatureSpace;
import io.rfmstreams.segment.InvalidModelException;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.ReturnReport.Bin;
import io.rfmstreams.segment.ReturnReport.Features;
import io.rfmstreams.segment.ReturnReport.Quality;
import io.rfmstreams.segment.ReturnReport.Sample;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Scores;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentOrigin;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import io.rfmstreams.segment.TrainingReport.Shares;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelJsonTest {

    private static final SegmentationModel MODEL = new SegmentationModel(
            3,
            Timestamps.parse("2025-01-02T03:04:05.678Z"),
            Timestamps.parse("2025-01-01T00:00:00Z"),
            2,
            Window.ofDays(365),
            new FeatureSpace(
                    new FeatureScaling(Transform.LOG1P, Scaling.STANDARD, 4.5, 0.1),
                    new FeatureScaling(Transform.LOG1P, Scaling.MINMAX, 0, 2),
                    new FeatureScaling(Transform.IDENTITY, Scaling.STANDARD, 2.0E-3, 1e10)),
            List.of(
                    new Segment(
                            "champions",
                            "Champions",
                            1,
                            new RfmPoint(-1, 2, 3),
                            new SegmentProfile(3, 20, 4000, 200),
                            10,
                            0.75,
                            "Thank them"),
                    new Segment("lost", "Lost", 2, new RfmPoint(1, -2, -3), null, 5, 0.25, "Let go")),
            new Scores(List.of(1.0, 2.0, 3.0, 4.0), List.of(1.0, 1.0, 2.0, 5.0), List.of(1.5, 2.5, 3.5, 4.5), 12),
            null,
            new TrainingReport(
                    new TrainingReport.Input(15, 0, Map.of("0", 17L, "1", 4L), null),
                    new TrainingReport.Selection(
                            2, List.of(new TrainingReport.Candidate(2, 12.5, null, null, null, null)), null),
                    new TrainingReport.Run(42, 20, 12.5, null),
                    7),
            List.of(new ModelCheck("customers", 15, 10, true)));

    private static final SegmentationModel WITH_RETURN = MODEL.withReturnModel(new ReturnModel(
            Duration.ofDays(90).toMillis(),
            1.25,
            -0.5,
            0.75,
            0.125,
            new ReturnReport(
                    Features.RECENCY,
                    new Sample(
                            List.of(Timestamps.parse("2024-07-01T00:00:00Z"), Timestamps.parse("2024-06-01T00:00:00Z")),
                            400,
                            100),
                    new Sample(List.of(Timestamps.parse("2024-10-01T00:00:00Z")), 10, 5),
                    new Quality(0.75, 0.625, 0.25),
                    new Quality(0.8, 0.5, 0.2),
                    new Quality(0.7, 0.7, 0.3),
                    List.of(new Bin(0.25, 0.5, 10)),
                    List.of(new Bin(0.5, 0.5, 10)))));

    @Test
    void shouldReadWhatItWrites() {
        assertThat(ModelJsonReader.read(ModelJson.encode(MODEL))).isEqualTo(MODEL);
        assertThat(ModelJsonReader.readAlias(ModelJson.encodeAlias(7))).isEqualTo(7);
    }

    @Test
    void shouldReadWhereSegmentsComeFrom() {
        // Given
        SegmentationModel model = new SegmentationModel(
                3,
                MODEL.createdAt(),
                MODEL.trainedAsOf(),
                2,
                MODEL.window(),
                MODEL.features(),
                List.of(
                        segment(1, null, new SegmentOrigin("loyal", SegmentOrigin.Kind.MERGED)),
                        segment(2, "at-risk", new SegmentOrigin(null, SegmentOrigin.Kind.SPLIT))),
                null,
                null,
                null,
                List.of());

        // When
        byte[] json = ModelJson.encode(model);

        // Then
        assertThat(ModelJsonReader.read(json)).isEqualTo(model);
        assertThat(new String(json, UTF_8))
                .contains("\"archetype\":null,\"continues\":\"loyal\",\"origin\":\"merged\"")
                .contains("\"archetype\":\"at-risk\",\"continues\":null,\"origin\":\"split\"");
    }

    private static Segment segment(int rank, @Nullable String archetype, SegmentOrigin origin) {
        return new Segment("s" + rank, "S", rank, archetype, origin, new RfmPoint(0, 0, 0), null, 0, 0, "");
    }

    @Test
    void shouldReadTheSpread() {
        // Given
        String json = new String(ModelJson.encode(MODEL), UTF_8);

        // When
        SegmentationModel model = ModelJsonReader.read(
                json.replace("\"spread\":1.0", "\"spread\":0.075").getBytes(UTF_8));

        // Then
        assertThat(model.features().spread()).isEqualTo(0.075);
        assertThat(new String(ModelJson.encode(model), UTF_8)).contains("\"spread\":0.075");
    }

    @Test
    void shouldReadTheTrainingReport() {
        // Given
        TrainingReport report = new TrainingReport(
                new TrainingReport.Input(
                        15,
                        7,
                        Map.of(),
                        new Shares(
                                List.of(0.2, 0.2, 0.2, 0.2, 0.2),
                                List.of(1.0, 0.0, 0.0, 0.0, 0.0),
                                List.of(0.5, 0.5, 0.0, 0.0, 0.0))),
                new TrainingReport.Selection(
                        3, List.of(new TrainingReport.Candidate(2, 12.5, 0.5, 0.001, 40.0, 0.75)), 2),
                new TrainingReport.Run(42, 20, 12.5, 0.5),
                7);
        SegmentationModel model = new SegmentationModel(
                3,
                MODEL.createdAt(),
                MODEL.trainedAsOf(),
                2,
                MODEL.window(),
                MODEL.features(),
                MODEL.segments(),
                MODEL.scores(),
                MODEL.returnModel(),
                report,
                List.of());

        // When
        SegmentationModel read = ModelJsonReader.read(ModelJson.encode(model));

        // Then
        assertThat(read).isEqualTo(model);
    }

    @Test
    void shouldWriteTheReturnModel() {
        // When
        String json = new String(ModelJson.encode(WITH_RETURN), UTF_8);

        // Then
        assertThat(json)
                .contains("\"return\":{\"horizon\":\"P90D\",\"intercept\":1.25,\"recency\":-0.5,\"frequency\":0.75,"
                        + "\"monetary\":0.125,\"validation\":{\"model\":\"recency\","
                        + "\"training\":{\"snapshots\":[\"2024-07-01T00:00:00Z\",\"2024-06-01T00:00:00Z\"],"
                        + "\"rows\":400,\"returned\":100,\"baseRate\":0.25},"
                        + "\"test\":{\"snapshots\":[\"2024-10-01T00:00:00Z\"],"
                        + "\"rows\":10,\"returned\":5,\"baseRate\":0.5},"
                        + "\"logistic\":{\"auc\":0.75,\"logLoss\":0.625,\"brier\":0.25},"
                        + "\"recencyOnly\":{\"auc\":0.8,\"logLoss\":0.5,\"brier\":0.2},"
                        + "\"nearestNeighbours\":{\"auc\":0.7,\"logLoss\":0.7,\"brier\":0.3},"
                        + "\"calibration\":[{\"predicted\":0.25,\"observed\":0.5,\"customers\":10}],"
                        + "\"recencyOnlyCalibration\":[{\"predicted\":0.5,\"observed\":0.5,\"customers\":10}]}}");
        assertThat(ModelJsonReader.read(json.getBytes(UTF_8))).isEqualTo(WITH_RETURN);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            P90D,    7776000000
            PT36H,   129600000
            PT0.25S, 250
            """)
    void shouldReadAndWriteTheHorizon(String text, long millis) {
        // Given
        SegmentationModel model = MODEL.withReturnModel(new ReturnModel(millis, 0, -1, 0, 0, null));

        // When
        String json = new String(ModelJson.encode(model), UTF_8);

        // Then
        assertThat(json).contains("\"horizon\":\"" + text + "\"").contains("\"validation\":null");
        assertThat(ModelJsonReader.read(json.getBytes(UTF_8))).isEqualTo(model);
    }

    @Test
    void shouldReadAModelWithoutAReturnModel() {
        // Given
        String json = new String(ModelJson.encode(MODEL), UTF_8);
        assertThat(json).contains("\"return\":null,");

        // When
        SegmentationModel read =
                ModelJsonReader.read(json.replace("\"return\":null,", "").getBytes(UTF_8));

        // Then
        assertThat(read).isEqualTo(MODEL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "horizon":"P90D" | "horizon":"90 days" | return.horizon must be a duration such as P90D, not '90 days'
            "horizon":"P90D" | "horizon":"PT0S" | return.horizon must be longer than 0
            "horizon":"P90D" | "horizon":"P1000000000000D" | return.horizon must be a duration
            "horizon":"P90D" | "horizon":null | return.horizon is missing or not a string
            "intercept":1.25 | "intercept":"NaN" | return.intercept must be at most
            "recency":-0.5 | "recency":1e10 | return.recency must be at most
            "monetary":0.125 | "money":0.125 | return.monetary is missing or not a number
            "model":"recency" | "model":"forest" | return.validation.model is unknown
            "rows":10 | "rows":0 | rows must be at least 1, not 0
            "returned":5 | "returned":11 | returned must be 0 to 10, not 11
            "auc":0.75 | "auc":1.5 | return.validation.auc must be 0 to 1, not 1.5
            "auc":0.75 | "area":0.75 | return.validation.logistic.auc is missing or not a number
            "logLoss":0.5 | "logLoss":"Infinity" | return.validation.logLoss must be finite and at least 0
            "predicted":0.25 | "predicted":-1 | calibration predicted must be 0 to 1, not -1
            "customers":10}] | "customers":0}] | calibration customers must be at least 1, not 0
            "snapshots":["2024-10-01T00:00:00Z"] | "snapshots":["2024-10"] | return.validation.test.snapshots[0] is not an RFC 3339
            "snapshots":["2024-10-01T00:00:00Z"] | "snapshots":[null] | return.validation.test.snapshots[0] is missing or not a whole number
            "calibration":[ | "calibration":[null, | return.validation.calibration[0] is missing or not valid
            """)
    void shouldRejectAMalformedReturnModel(String good, String bad, String message) {
        // Given
        String json = new String(ModelJson.encode(WITH_RETURN), UTF_8);
        assertThat(json).contains(good);

        // Then
        byte[] broken = json.replace(good, bad).getBytes(UTF_8);
        assertThatThrownBy(() -> ModelJsonReader.read(broken))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldStillReadAModelOfTheFirstRelease() throws IOException {
        try (InputStream saved = getClass().getResourceAsStream("model-v1.json")) {
            SegmentationModel model =
                    ModelJsonReader.read(Objects.requireNonNull(saved).readAllBytes());
            assertThat(model).isEqualTo(MODEL);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "version":3 | "version":0 | version must be 1 to 1000000000, not 0
            "version":3 | "version":2147483647 | version must be 1 to 1000000000, not 2147483647
            "version":3 | "version":1000000001 | version must be 1 to 1000000000, not 1000000001
            "version":3 | "version":3.5 | version is missing or not a whole number
            "scale":0.1 | "scale":0 | scale must be above 0
            "scale":0.1 | "scale":-1 | scale must be above 0
            "spread":1.0 | "spread":-1 | spread must be at least 0
            "spread":1.0 | "spread":"1" | spread is missing or not a number
            "center":4.5 | "center":"four" | center is missing or not a number
            "center":4.5 | "center":"NaN" | center must be finite
            "center":4.5 | "center":1e999 | center must be finite
            [-1.0,2.0,3.0] | [-1.0,2.0] | 3 coordinates
            [-1.0,2.0,3.0] | [-1.0,2.0,1e999] | finite
            "id":"lost" | "id":"champions" | segment ids must be distinct, not champions twice
            "id":"lost" | "id":"new" | reserved
            "id":"lost" | "id":"a\\u0007b" | segment id must hold no control characters
            "id":"lost" | "id":"\\ud800" | segment id must be valid Unicode
            "name":"Lost" | "name":"" | segment name must not be blank
            "name":"Lost" | "name":"Lo\\u001b[2Jst" | segment name must hold no control characters
            "name":"Lost" | "name":"\\u009b2J" | segment name must hold no control characters
            "action":"Let go" | "action":"Let\\ngo" | action must hold no control characters
            "name":"customers" | "name":"\\u001b[2J" | check name must hold no control characters
            "origin":"new" | "origin":"old" | origin is unknown
            "rank":2 | "rank":1 | ranks must be distinct, not 1 twice
            "rank":2 | "rank":0 | rank must be at least 1, not 0
            "name":"frequency" | "name":"age" | features must be [recency, frequency, monetary]
            "transform":"log1p" | "transform":"sqrt" | transform is unknown
            "window":"P365D" | "window":"a year" | window must be
            "createdAt":"2025 | "createdAt":"x025 | createdAt is not an RFC 3339
            "rank":2 | "rank":"2" | segments[1].rank is missing or not a whole number
            "rank":2 | "place":2 | segments[1].rank is missing or not a whole number
            "id":"lost" | "id":null | segments[1].id is missing or not a string
            "highValue":12.0 | "highest":12.0 | scores.highValue is missing or not a number
            "monetary":[1.5 | "monetary":["a" | scores.monetary[0] is missing or not a number
            "checks":[ | "checks":[null, | checks[0] is missing or not valid
            [-1.0,2.0,3.0] | [-1.0,null,3.0] | segments[0].centroid[1] is missing or not a number
            "window":"P365D" | "window":365 | window is missing or not a string
            """)
    void shouldRejectAMalformedModel(String good, String bad, String message) {
        // Given
        String json = new String(ModelJson.encode(MODEL), UTF_8);
        assertThat(json).contains(good);

        // Then
        byte[] broken = json.replace(good, bad).getBytes(UTF_8);
        assertThatThrownBy(() -> ModelJsonReader.read(broken))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "id, 128, 'segment id must have at most 128 characters, not 129'",
        "name, 128, 'segment name must have at most 128 characters, not 129'",
        "action, 1000, 'action must have at most 1000 characters, not 1001'",
    })
    void shouldRejectTextThatIsTooLong(String field, int longest, String message) {
        // Given
        String json = new String(ModelJson.encode(MODEL), UTF_8);
        String pattern = "\"" + field + "\":\"(lost|Lost|Let go)\"";

        // When
        SegmentationModel read =
                ModelJsonReader.read(json.replaceAll(pattern, "\"" + field + "\":\"" + "a".repeat(longest) + "\"")
                        .getBytes(UTF_8));

        // Then
        assertThat(ModelJson.encode(read)).asString(UTF_8).contains("a".repeat(longest));
        byte[] longer = json.replaceAll(pattern, "\"" + field + "\":\"" + "a".repeat(longest + 1) + "\"")
                .getBytes(UTF_8);
        assertThatThrownBy(() -> ModelJsonReader.read(longer))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(message);
    }

    @Test
    void shouldRejectMoreThan64Segments() {
        assertThat(ModelJsonReader.read(withSegments(64)).segments()).hasSize(64);
        assertThatThrownBy(() -> ModelJsonReader.read(withSegments(65)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("segments must be 1 to 64, not 65");
        assertThatThrownBy(() -> ModelJsonReader.read(withSegments(60_000)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("segments must be 1 to 64, not 60000");
    }

    private static byte[] withSegments(int count) {
        String segments = IntStream.rangeClosed(1, count)
                .mapToObj(rank -> "{\"id\":\"s" + rank + "\",\"name\":\"S\",\"rank\":" + rank + ",\"centroid\":[0,0,"
                        + rank + "],\"action\":\"\"}")
                .collect(Collectors.joining(","));
        return new String(ModelJson.encode(MODEL), UTF_8)
                .replaceAll("\"segments\":\\[.*],\"scores\"", "\"segments\":[" + segments + "],\"scores\"")
                .getBytes(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"v1, 1", "v1000000000, 1000000000", "v0, -1", "v01, -1", "v+1, -1", "v1000000001, -1", "v, -1", "1, -1"
    })
    void shouldReadTheVersionOfAKey(String key, int version) {
        assertThat(ModelJson.version(key).orElse(-1)).isEqualTo(version);
    }

    @Test
    void shouldRejectAModelWithoutSegmentsOrFeatures() {
        // Given
        String json = new String(ModelJson.encode(MODEL), UTF_8);

        // Then
        assertThatThrownBy(() -> ModelJsonReader.read(
                        json.replaceAll("\"segments\":\\[.*],\"scores\"", "\"segments\":[],\"scores\"")
                                .getBytes(UTF_8)))
                .hasMessageContaining("segments must be 1 to 64, not 0");
        assertThatThrownBy(() -> ModelJsonReader.read(
                        json.replaceAll("\"features\":\\[.*],\"spread\"", "\"features\":[],\"spread\"")
                                .getBytes(UTF_8)))
                .hasMessageContaining("features must be");
        assertThatThrownBy(() -> ModelJsonReader.read("[]".getBytes(UTF_8))).hasMessageContaining("JSON object");
    }
}
