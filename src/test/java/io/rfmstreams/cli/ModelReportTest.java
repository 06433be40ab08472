package io.rfmstreams.cli;

import static io.rfmstreams.segment.TestModels.byFrequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rfmstreams.contract.ModelJson;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.ReturnReport.Bin;
import io.rfmstreams.segment.ReturnReport.Features;
import io.rfmstreams.segment.ReturnReport.Quality;
import io.rfmstreams.segment.ReturnReport.Sample;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelReportTest {

    private static final ReturnReport REPORT = report(Features.RFM);
    private static final ReturnModel RETURNS = returns(1, 0.5, REPORT);

    @Test
    void shouldShowTheCurveOfEachSegment() {
        // When
        String text = text(model(Window.ofDays(100), RETURNS));

        // Then
        assertThat(text)
                .contains("Return probability: of an order within P90D, by days since the last order\n")
                .containsPattern("typical customer of +frequency +monetary +0 d +7 d +14 d +30 d +60 d +90 d\n")
                .containsPattern(
                        "Champions +12\\.5 +1,200\\.00 +0\\.998 +0\\.880 +0\\.675 +0\\.327 +0\\.112 +0\\.053\n")
                .containsPattern("Lost +1\\.0 +20\\.00 +0\\.902 +");
    }

    @Test
    void shouldShowOneCurveIfRecencyAloneDecides() {
        // When
        String text = text(model(Window.LIFETIME, returns(0, 0, report(Features.RECENCY))));

        // Then
        assertThat(text)
                .containsPattern("0 d +7 d .* 270 d +360 d\n")
                .containsPattern("every segment +0\\.500 +0\\.015 ")
                .doesNotContainPattern("Champions +12\\.5 +1,200\\.00 +0\\.500");
    }

    @Test
    void shouldShowTheValidationOfTheModelInUse() {
        // When
        String rfm = text(model(Window.ofDays(365), RETURNS));
        String recency = text(model(Window.ofDays(365), returns(0, 0, report(Features.RECENCY))));

        // Then
        assertThat(rfm)
                .contains("Validation out of time: fitted to 5,000 rows of 2024-07-01T00:00:00Z, 2024-06-01T00:00:00Z,")
                .contains("tested on 1,844 customers of 2024-10-01T00:00:00Z, of whom 25.0% bought within P90D")
                .containsPattern("recency, frequency, monetary +0\\.790 +0\\.500 +0\\.180 +in use\n")
                .containsPattern("recency alone +0\\.700 +0\\.600 +0\\.200\n")
                .containsPattern("the 100 nearest neighbours +0\\.780 +0\\.510 +0\\.190\n")
                .containsPattern(
                        "customers +predicted +observed\n-+\n +922 +0\\.100 +0\\.120\n +922 +0\\.400 +0\\.380\n");
        assertThat(recency)
                .containsPattern("recency, frequency, monetary +0\\.790 +0\\.500 +0\\.180\n")
                .containsPattern("recency alone +0\\.700 +0\\.600 +0\\.200 +in use\n")
                .containsPattern("customers +predicted +observed\n-+\n +1,844 +0\\.200 +0\\.250\n");
    }

    @Test
    void shouldSayThatAModelIsNotValidated() {
        assertThat(text(model(Window.ofDays(365), returns(1, 0.5, null))))
                .contains("0 d")
                .endsWith("The return probability is not validated: the history was too short\n");
    }

    @Test
    void shouldShowNothingWithoutAReturnModel() {
        assertThat(text(model(Window.ofDays(365), null))).doesNotContain("robability");
    }

    @Test
    void shouldAddTheCurveToTheMessage() throws IOException {
        // Given
        SegmentationModel model = model(Window.ofDays(30), RETURNS);

        // When
        JsonNode json = JsonMapper.builder().build().readTree(new ModelReport(model).json());

        // Then
        JsonNode lost = json.path("returnCurve").path(1);
        assertThat(json.path("return"))
                .isEqualTo(JsonMapper.builder()
                        .build()
                        .readTree(ModelJson.encode(model))
                        .path("return"));
        assertThat(lost.path("segment").asText()).isEqualTo("lost");
        assertThat(lost.path("frequency").asDouble()).isEqualTo(1);
        assertThat(lost.path("monetary").asDouble()).isEqualTo(20);
        assertThat(lost.path("points"))
                .extracting(point -> point.path("recencyDays").asInt())
                .containsExactly(0, 7, 14);
        // 0 - 2 log1p(7) + 1 log1p(1) + 0.5 log1p(20) is -1.94
        assertThat(lost.path("points").path(1).path("probability").asDouble())
                .isCloseTo(1 / (1 + Math.exp(1.94348)), within(1e-5));
        assertThat(new ModelReport(byFrequency(1, 1.5)).json()).endsWith("\"returnCurve\":null}");
    }

    private static String text(SegmentationModel model) {
        StringWriter text = new StringWriter();
        new ModelReport(model).print("active", new PrintWriter(text));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static SegmentationModel model(Window window, @Nullable ReturnModel returns) {
        SegmentationModel model = byFrequency(1, 1.5);
        return new SegmentationModel(
                1,
                0,
                0,
                null,
                window,
                model.features(),
                List.of(
                        segment("champions", "Champions", 1, new SegmentProfile(10, 12.5, 1_200, 96)),
                        segment("lost", "Lost", 2, new SegmentProfile(200, 1, 20, 20)),
                        segment("unknown", "Unknown", 3, null)),
                null,
                returns,
                null,
                List.of());
    }

    private static Segment segment(String id, String name, int rank, @Nullable SegmentProfile profile) {
        return new Segment(id, name, rank, new RfmPoint(rank, 0, 0), profile, 10, 0.5, "");
    }

    private static ReturnModel returns(double frequency, double monetary, @Nullable ReturnReport report) {
        return new ReturnModel(Duration.ofDays(90).toMillis(), 0, -2, frequency, monetary, report);
    }

    private static ReturnReport report(Features features) {
        return new ReturnReport(
                features,
                new Sample(List.of(time("2024-07-01T00:00:00Z"), time("2024-06-01T00:00:00Z")), 5_000, 3_000),
                new Sample(List.of(time("2024-10-01T00:00:00Z")), 1_844, 461),
                new Quality(0.79, 0.5, 0.18),
                new Quality(0.7, 0.6, 0.2),
                new Quality(0.78, 0.51, 0.19),
                List.of(new Bin(0.1, 0.12, 922), new Bin(0.4, 0.38, 922)),
                List.of(new Bin(0.2, 0.25, 1_844)));
    }

    private static long time(String text) {
        return Instant.parse(text).toEpochMilli();
    }
}
