package io.rfmstreams.app;

import static io.rfmstreams.app.TestProfiles.LAST_PURCHASE;
import static io.rfmstreams.app.TestProfiles.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.SegmentReport.SegmentRow;
import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TestModels;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentReportTest {

    private static final long FIVE_DAYS = 5 * 86_400_000L;
    private static final Optional<SegmentationModel> MODEL = Optional.of(TestModels.byFrequency(1, 1.5));

    @Test
    void shouldDescribeEverySegmentByItsCurrentCustomers() {
        // Given
        List<CustomerProfile> profiles = List.of(
                profile("ann", "regular", 1, 2, "50"),
                profile("bob", "regular", 1, 3, "20"),
                profile("cid", "occasional", 1, 1, "10"),
                profile("dan", "new", 1, 1, "20"));

        // When
        SegmentReport report = SegmentReport.of(profiles, MODEL, LAST_PURCHASE + FIVE_DAYS);

        // Then
        assertThat(report.rows())
                .containsExactly(
                        new SegmentRow(1, "Regular", 2, 5, 2.5, 35, 14, 70, 0.7),
                        new SegmentRow(2, "Occasional, \"once\"", 1, 5, 1, 10, 10, 10, 0.1),
                        new SegmentRow(null, "New", 1, 5, 1, 20, 20, 20, 0.2));
    }

    @Test
    void shouldShowASegmentOfTheModelWithoutCustomers() {
        // Given
        List<CustomerProfile> profiles = List.of(profile("ann", "regular", 1, 2, "50"));

        // When
        SegmentReport report = SegmentReport.of(profiles, MODEL, LAST_PURCHASE);

        // Then
        assertThat(report.rows())
                .containsExactly(
                        new SegmentRow(1, "Regular", 1, 0, 2, 50, 25, 50, 1),
                        new SegmentRow(2, "Occasional, \"once\"", 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldCountNegativeMonetaryAsZero() {
        // Given
        List<CustomerProfile> profiles =
                List.of(profile("ann", "regular", 1, 2, "-50"), profile("bob", "regular", 1, 2, "30"));

        // When
        SegmentReport report = SegmentReport.of(profiles, MODEL, LAST_PURCHASE);

        // Then
        assertThat(report.rows().get(0)).isEqualTo(new SegmentRow(1, "Regular", 2, 0, 2, 15, 7.5, 30, 1));
    }

    @Test
    void shouldReportUnassignedCustomersBeforeTheFirstModel() {
        // Given
        List<CustomerProfile> profiles =
                List.of(profile("ann", "unassigned", null, 0, "0"), profile("bob", "unassigned", null, 0, "0"));

        // When
        SegmentReport report = SegmentReport.of(profiles, Optional.empty(), LAST_PURCHASE);

        // Then
        assertThat(report.rows()).containsExactly(new SegmentRow(null, "Unassigned", 2, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldReportNothingWithoutCustomers() {
        // When
        SegmentReport report = SegmentReport.of(List.of(), Optional.empty(), LAST_PURCHASE);

        // Then
        assertThat(report.rows()).isEmpty();
    }
}
