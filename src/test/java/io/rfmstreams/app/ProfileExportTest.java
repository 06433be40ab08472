package io.rfmstreams.app;

import static io.rfmstreams.app.TestProfiles.LAST_PURCHASE;
import static io.rfmstreams.app.TestProfiles.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.Scores;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileExportTest {

    private static final String HEADER = "customer_id,segment_id,segment,since,recency_days,frequency,monetary,"
            + "first_purchase_at,last_purchase_at,model_version,next_segment,next_change_at,return_probability,"
            + "r_score,f_score,m_score,high_value";

    /** The odds of a return are (1 + frequency) / (1 + recency). */
    private static final ReturnModel RETURNS =
            new ReturnModel(Duration.ofDays(90).toMillis(), 0, -1, 1, 0, null);

    private static final SegmentationModel MODEL = scored(
            TestModels.byFrequency(7, 1.5).withReturnModel(RETURNS),
            new Scores(List.of(1.0, 2.0, 3.0, 4.0), List.of(1.0, 2.0, 3.0, 4.0), List.of(10.0, 20.0, 30.0, 40.0), 9));
    private static final Map<Integer, SegmentationModel> MODELS = Map.of(7, MODEL);

    @Test
    void shouldWriteOnlyTheHeaderWithoutCustomers() throws IOException {
        // When
        String csv = export(List.of(), LAST_PURCHASE, null);

        // Then
        assertThat(csv).isEqualTo(HEADER + "\n");
    }

    @Test
    void shouldWriteTheSameRowsAsParquet(@TempDir Path folder) throws Exception {
        // Given
        List<CustomerProfile> profiles =
                List.of(profile("ben", "regular", 7, 3, "12.5"), profile("ann", "unassigned", null, 1, "-0.0001"));
        String csv = export(profiles, LAST_PURCHASE, null);
        Path file = folder.resolve("it's.parquet");

        // When
        int written;
        try (ProfileStore store = ProfileStore.open()) {
            profiles.forEach(store::put);
            written = new ProfileExport(MODELS, Optional.of(MODEL), LAST_PURCHASE).writeParquet(store, null, file);
        }

        // Then
        assertThat(written).isEqualTo(2);
        assertThat(lines(file)).containsExactlyElementsOf(csv.lines().toList());
    }

    /** Reads a Parquet file as the lines of the CSV of an export. */
    private static List<String> lines(Path file) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT * REPLACE (rtrim(rtrim(monetary::VARCHAR, '0'), '.') AS monetary) FROM '"
                                + file.toString().replace("'", "''") + "'")) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> header = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                header.add(rows.getMetaData().getColumnName(column));
            }
            lines.add(String.join(",", header));
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    Object cell = rows.getObject(column) instanceof Timestamp
                            ? Timestamps.format(rows.getObject(column, LocalDateTime.class)
                                    .toInstant(ZoneOffset.UTC)
                                    .toEpochMilli())
                            : rows.getObject(column);
                    cells.add(cell == null ? "" : cell.toString());
                }
                lines.add(String.join(",", cells));
            }
        }
        return lines;
    }

    @Test
    void shouldWriteOneLinePerCustomer() throws IOException {
        // Given
        CustomerProfile plain = profile("ann", "regular", 7, 3, "12.5");
        CustomerProfile slipping = new CustomerProfile(
                plain.customerId(),
                plain.segment(),
                plain.since(),
                plain.rfm(),
                plain.firstPurchaseAt(),
                plain.lastPurchaseAt(),
                plain.modelVersion(),
                new NextChange("occasional", Timestamps.parse("2024-03-01T10:00:00Z")),
                plain.updatedAt());

        // When
        String csv = export(List.of(slipping), Timestamps.parse("2024-01-06T09:59:59Z"), null);

        // Then
        assertThat(csv)
                .isEqualTo(
                        HEADER + "\n"
                                + "ann,regular,Regular,2024-01-01T12:00:00.500Z,4,3,12.5,"
                                + "2023-06-01T00:00:00Z,2024-01-01T10:00:00Z,7,occasional,2024-03-01T10:00:00Z,0.4444444444444444,2,3,2,0\n");
    }

    @Test
    void shouldLeaveUnknownValuesEmpty() throws IOException {
        // Given
        CustomerProfile unassigned = profile("ann", "unassigned", null, 0, "-3");

        // When
        String csv = export(List.of(unassigned), LAST_PURCHASE, null);

        // Then
        assertThat(csv.lines().skip(1))
                .containsExactly("ann,unassigned,Unassigned,2024-01-01T12:00:00.500Z,0,0,-3,"
                        + "2023-06-01T00:00:00Z,2024-01-01T10:00:00Z,,,,,5,1,1,0");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-01T09:00:00Z,0",
        "2024-01-01T10:00:00Z,0",
        "2024-01-02T09:59:59.999Z,0",
        "2024-01-02T10:00:00Z,1",
        "2025-01-01T10:00:00Z,366"
    })
    void shouldCountRecencyToNowInWholeDays(String now, String days) throws IOException {
        // Given
        List<CustomerProfile> profiles = List.of(profile("ann", "regular", 7, 1, "1"));

        // When
        String csv = export(profiles, Timestamps.parse(now), null);

        // Then
        assertThat(column(csv, 4)).containsExactly(days);
    }

    @Test
    void shouldQuoteCellsThatRequireIt() throws IOException {
        // Given
        List<CustomerProfile> profiles = List.of(
                profile("a,b", "new", null, 1, "1"),
                profile("c\"d", "new", null, 1, "1"),
                profile("e f;g'h", "occasional", 7, 1, "1"));

        // When
        String csv = export(profiles, LAST_PURCHASE, null);

        // Then
        assertThat(csv.lines().skip(1).map(line -> line.substring(0, line.indexOf(",2024"))))
                .containsExactly(
                        "\"a,b\",new,New", "\"c\"\"d\",new,New", "e f;g'h,occasional,\"Occasional, \"\"once\"\"\"");
    }

    @Test
    void shouldEscapeTextThatSpreadsheetsReadAsAFormula() throws IOException {
        // Given
        List<CustomerProfile> profiles = List.of(
                profile("+49", "new", null, 1, "-5"),
                profile("=HYPERLINK(\"http://x\")", "-at-risk", 6, 1, "1"),
                profile("@ann", "new", null, 1, "1"));

        // When
        String csv = export(profiles, LAST_PURCHASE, null);

        // Then
        assertThat(csv.lines().skip(1).map(line -> line.substring(0, line.indexOf(",2024"))))
                .containsExactly(
                        "'+49,new,New", "\"'=HYPERLINK(\"\"http://x\"\")\",'-at-risk,'-at-risk", "'@ann,new,New");
        assertThat(column(csv, 6)).first().isEqualTo("-5");
    }

    @Test
    void shouldEndEveryLineWithALineFeedAlone() throws IOException {
        // Given
        List<CustomerProfile> profiles = List.of(profile("a", "new", null, 1, "1"), profile("b", "new", null, 1, "1"));

        // When
        String csv = export(profiles, LAST_PURCHASE, null);

        // Then
        assertThat(csv).endsWith("\n").doesNotContain("\r");
        assertThat(csv.chars().filter(c -> c == '\n')).hasSize(3);
    }

    @Test
    void shouldOrderByTheBytesOfTheIdInUtf8() throws IOException {
        // Given two ids whose order in UTF-16 is the reverse
        String wide = "\uFF5E";
        String emoji = "\uD83D\uDE00";
        List<CustomerProfile> profiles = Stream.of(emoji, "b", "10", wide, "é", "9", "B", "1")
                .map(id -> profile(id, "new", null, 1, "1"))
                .toList();

        // When
        String csv = export(profiles, LAST_PURCHASE, null);

        // Then
        assertThat(column(csv, 0)).containsExactly("1", "10", "9", "B", "b", "é", wide, emoji);
    }

    @Test
    void shouldWriteOnlyTheGivenSegment() throws IOException {
        // Given
        List<CustomerProfile> profiles = List.of(
                profile("ann", "regular", 7, 3, "1"),
                profile("bob", "occasional", 7, 1, "1"),
                profile("cid", "regular", 7, 2, "1"));

        // When
        String csv = export(profiles, LAST_PURCHASE, "regular");

        // Then
        assertThat(column(csv, 0)).containsExactly("ann", "cid");
    }

    @Test
    void shouldScoreByTheCutPointsOfTheActiveModel() throws IOException {
        // Given two equal customers
        List<CustomerProfile> profiles = List.of(
                profile("ann", "regular", 7, 5, "50"),
                profile("bob", "regular", 7, 5, "50"),
                profile("cid", "occasional", 6, 1, "-5"),
                profile("dee", "occasional", 7, 3, "20.0001"));

        // When
        String csv = export(profiles, Timestamps.parse("2024-01-04T10:00:00Z"), null);

        // Then
        assertThat(csv.lines().skip(1).map(line -> line.substring(line.length() - 8)))
                .containsExactly(",3,5,5,1", ",3,5,5,1", ",3,1,1,0", ",3,3,3,1");
    }

    @Test
    void shouldHaveNoReturnProbabilityInInactive() throws IOException {
        // Given two customers, one of them inactive by a refund that the row does not show
        List<CustomerProfile> profiles =
                List.of(profile("ann", "inactive", 7, 1, "10"), profile("bob", "regular", 7, 1, "10"));

        // When
        String csv = export(profiles, LAST_PURCHASE, null);

        // Then
        assertThat(column(csv, 12)).containsExactly("", String.valueOf(2 / 3.0));
    }

    @Test
    void shouldLeaveScoresAndReturnProbabilityEmptyWithoutAnActiveModel() throws IOException {
        // Given
        StringBuilder csv = new StringBuilder();

        // When
        new ProfileExport(MODELS, Optional.empty(), LAST_PURCHASE)
                .write(List.of(profile("ann", "regular", 7, 5, "50")), null, csv);

        // Then
        assertThat(csv.toString().lines().skip(1))
                .allSatisfy(line -> assertThat(line).endsWith(",7,,,,,,,"));
    }

    @Test
    void shouldNameASegmentByItsIdIfItsModelIsUnknown() throws IOException {
        // Given
        List<CustomerProfile> profiles = List.of(profile("ann", "regular", 6, 3, "1"));

        // When
        String csv = export(profiles, LAST_PURCHASE, null);

        // Then
        assertThat(column(csv, 2)).containsExactly("regular");
    }

    @Test
    void shouldReturnTheNumberOfWrittenCustomers() throws IOException {
        // Given
        List<CustomerProfile> profiles =
                List.of(profile("ann", "regular", 7, 3, "1"), profile("bob", "occasional", 7, 1, "1"));

        // When
        int written = new ProfileExport(MODELS, Optional.of(MODEL), LAST_PURCHASE)
                .write(profiles, "occasional", new StringBuilder());

        // Then
        assertThat(written).isEqualTo(1);
    }

    private static SegmentationModel scored(SegmentationModel model, Scores scores) {
        return new SegmentationModel(
                model.version(),
                model.createdAt(),
                model.trainedAsOf(),
                model.parent(),
                model.window(),
                model.features(),
                model.segments(),
                scores,
                model.returnModel(),
                model.training(),
                model.checks());
    }

    private static String export(List<CustomerProfile> profiles, long now, @Nullable String segment)
            throws IOException {
        StringBuilder csv = new StringBuilder();
        new ProfileExport(MODELS, Optional.of(MODEL), now).write(profiles, segment, csv);
        return csv.toString();
    }

    private static List<String> column(String csv, int column) {
        return csv.lines().skip(1).map(line -> line.split(",", -1)[column]).toList();
    }
}
