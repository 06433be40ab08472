package io.rfmstreams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rfmstreams.Trials;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ModelCheck;
import io.rfmstreams.segment.ReturnModel;
import io.rfmstreams.segment.ReturnReport;
import io.rfmstreams.segment.ReturnReport.Features;
import io.rfmstreams.segment.ReturnReport.Quality;
import io.rfmstreams.segment.ReturnReport.Sample;
import io.rfmstreams.segment.RfmPoint;
import io.rfmstreams.segment.Segment;
import io.rfmstreams.segment.SegmentOrigin;
import io.rfmstreams.segment.SegmentProfile;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.segment.TrainingReport;
import io.rfmstreams.segment.TrainingReport.Candidate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {

    private static final TrainingOptions OPTIONS = TrainingOptions.DEFAULTS.withRestarts(10);
    private static final TrainingRun FIRST = new TrainingRun(1, 2_000, 1_000, Window.ofDays(365), Map.of("0", 7L));
    private static final TrainingRun SECOND = new TrainingRun(2, 4_000, 3_000, Window.ofDays(365), Map.of());

    private final Trainer trainer = new Trainer(InstantSource.fixed(Instant.EPOCH));

    @Test
    void shouldFitAModel() {
        // Given
        List<CustomerRfm> customers = SyntheticCustomers.of(400, 1);

        // When
        SegmentationModel model = first(customers, OPTIONS);

        // Then
        assertThat(model.segments()).extracting(Segment::rank).containsExactly(1, 2, 3, 4);
        assertThat(model.segments()).extracting(Segment::customers).containsOnly(100L);
        assertThat(model.segments()).extracting(Segment::action).doesNotHaveDuplicates();
        assertThat(model.segments().get(0).id()).isEqualTo("champions");
        assertThat(model.segments().stream().mapToDouble(Segment::revenueShare).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(model.version()).isEqualTo(1);
        assertThat(model.createdAt()).isEqualTo(2_000);
        assertThat(model.trainedAsOf()).isEqualTo(1_000);
        assertThat(model.parent()).isNull();
        assertThat(model.segments()).extracting(Segment::origin).containsOnly(SegmentOrigin.NEW);
        assertThat(model.window()).isEqualTo(Window.ofDays(365));
        assertThat(model.checks())
                .extracting(ModelCheck::name)
                .containsExactly("customers", "smallest-segment-customers", "smallest-segment-share");
        assertThat(model.passesChecks()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"RFM, 0.55, 0.9, true", "RFM, 0.54, 0.9, false", "RECENCY, 0.9, 0.54, false", "RECENCY, 0.1, 0.55, true"
    })
    void shouldCheckTheReturnModelInUse(Features features, double rfm, double recency, boolean passed) {
        // Given
        ReturnReport report = new ReturnReport(
                features,
                new Sample(List.of(), 9, 4),
                new Sample(List.of(), 8, 2),
                new Quality(rfm, 0.5, 0.25),
                new Quality(recency, 0.5, 0.25),
                new Quality(0.5, 0.5, 0.25),
                List.of(),
                List.of());

        // When
        SegmentationModel model = withReturnModel(new ReturnModel(90, 1, -1, 0, 0, report));

        // Then
        double auc = features == Features.RFM ? rfm : recency;
        assertThat(model.checks()).contains(new ModelCheck("return-auc", auc, 0.55, passed));
        assertThat(model.passesChecks()).isEqualTo(passed);
        assertThat(model.returnModel()).isEqualTo(new ReturnModel(90, 1, -1, 0, 0, report));
    }

    @Test
    void shouldNotCheckAReturnModelWithoutValidation() {
        // When
        SegmentationModel model = withReturnModel(new ReturnModel(90, 1, -1, 0, 0, null));

        // Then
        assertThat(model.checks()).extracting(ModelCheck::name).doesNotContain("return-auc");
        assertThat(model.returnModel()).isNotNull();
    }

    private SegmentationModel withReturnModel(ReturnModel returnModel) {
        TrainingRun run = new TrainingRun(1, 0, 0, Window.ofDays(365), Map.of(), returnModel);
        return trainer.train(TestCustomers.of(SyntheticCustomers.of(400, 1)), OPTIONS, Optional.empty(), run);
    }

    @Test
    void shouldReportHowItWasFitted() {
        // Given
        InstantSource clock = new InstantSource() {
            private long millis;

            @Override
            public Instant instant() {
                millis += 250;
                return Instant.ofEpochMilli(millis);
            }
        };

        // When
        SegmentationModel model = new Trainer(clock)
                .train(TestCustomers.of(SyntheticCustomers.of(400, 1)), OPTIONS, Optional.empty(), FIRST);

        // Then
        assertThat(model.training()).satisfies(report -> {
            assertThat(report.input().customers()).isEqualTo(400);
            assertThat(report.selection().k()).isEqualTo(4);
            assertThat(report.run().seed()).isEqualTo(42);
            assertThat(report.run().restarts()).isEqualTo(10);
            assertThat(report.run().silhouette()).isBetween(0.5, 1.0);
            assertThat(report.selection().elbow()).isEqualTo(4);
            assertThat(report.input().offsets()).containsExactly(Map.entry("0", 7L));
            assertThat(report.durationMs()).isEqualTo(250);
            assertThat(report.selection().candidates())
                    .extracting(Candidate::k)
                    .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10);
            assertThat(report.selection().candidates().get(2).inertia())
                    .isEqualTo(report.run().inertia());
            assertThat(report.selection().candidates().get(2).silhouette())
                    .isEqualTo(report.run().silhouette());
        });
    }

    @Test
    void shouldDescribeTheMembersOfEachSegment() {
        // Given
        List<CustomerRfm> customers = Stream.concat(
                        SyntheticCustomers.of(200, 2).stream(),
                        Stream.of(new CustomerRfm("refunded", new Rfm(800, 1, Money.of("-50")))))
                .toList();

        // When
        SegmentationModel model = first(customers, OPTIONS);

        // Then
        Map<Segment, List<RfmPoint>> members = members(model, customers);
        assertThat(model.segments()).allSatisfy(segment -> {
            List<RfmPoint> points = members.getOrDefault(segment, List.of());
            double revenue = points.stream().mapToDouble(RfmPoint::monetary).sum();
            double orders = points.stream().mapToDouble(RfmPoint::frequency).sum();
            double days = points.stream().mapToDouble(RfmPoint::recency).sum();
            SegmentProfile profile = Objects.requireNonNull(segment.profile());
            assertThat(segment.customers()).isEqualTo(points.size());
            assertThat(profile.recencyDays()).isCloseTo(days / points.size(), within(1e-9));
            assertThat(profile.frequency()).isCloseTo(orders / points.size(), within(1e-9));
            assertThat(profile.monetary()).isCloseTo(revenue / points.size(), within(1e-9));
            assertThat(profile.averageOrderValue()).isCloseTo(revenue / orders, within(1e-9));
        });
    }

    @Test
    void shouldNotDependOnTheOrderOfTheInput() {
        Trials.run(20, random -> {
            // Given
            List<CustomerRfm> customers = SyntheticCustomers.of(150, 3);
            List<CustomerRfm> shuffled = new ArrayList<>(customers);
            Collections.shuffle(shuffled, random);

            // When
            SegmentationModel model = first(shuffled, OPTIONS.withK(6));

            // Then
            assertThat(model).isEqualTo(first(customers, OPTIONS.withK(6)));
        });
    }

    @Test
    void shouldContinueTheSegmentsOfTheParent() {
        // Given
        SegmentationModel parent = first(SyntheticCustomers.of(400, 4), OPTIONS);

        // When
        SegmentationModel model = trainer.train(
                TestCustomers.of(SyntheticCustomers.of(500, 5)), OPTIONS.withSeed(7), Optional.of(parent), SECOND);

        // Then
        assertThat(model.parent()).isEqualTo(1);
        assertThat(model.version()).isEqualTo(2);
        assertThat(model.segments())
                .extracting(Segment::ref)
                .isEqualTo(parent.segments().stream().map(Segment::ref).toList());
    }

    @Test
    void shouldKeepTheIdsOfTheParentWithMoreSegments() {
        // Given
        List<CustomerRfm> customers = SyntheticCustomers.of(400, 6);
        SegmentationModel parent = first(customers, OPTIONS);

        // When
        SegmentationModel model =
                trainer.train(TestCustomers.of(customers), OPTIONS.withK(6), Optional.of(parent), SECOND);

        // Then
        assertThat(model.segments())
                .extracting(Segment::id)
                .hasSize(6)
                .doesNotHaveDuplicates()
                .containsAll(parent.segments().stream().map(Segment::id).toList());
        assertThat(model.segments()).extracting(Segment::name).doesNotHaveDuplicates();
    }

    @Test
    void shouldAlsoStartFromTheParent() {
        // Given
        List<CustomerRfm> customers = SyntheticCustomers.of(300, 8);
        SegmentationModel thorough = first(customers, OPTIONS.withK(9).withRestarts(200));

        // When
        SegmentationModel model = trainer.train(
                TestCustomers.of(customers),
                OPTIONS.withK(9).withRestarts(1).withSeed(5),
                Optional.of(thorough),
                SECOND);

        // Then
        assertThat(inertia(model)).isCloseTo(inertia(thorough), within(1e-9));
        assertThat(model.segments())
                .extracting(Segment::id)
                .isEqualTo(thorough.segments().stream().map(Segment::id).toList());
    }

    @Test
    void shouldRefuseTooFewCustomers() {
        assertThatThrownBy(() -> first(SyntheticCustomers.of(99, 1), OPTIONS))
                .isInstanceOf(TooFewCustomersException.class)
                .hasMessage("a model needs at least 100 active customers, there are 99");
    }

    @Test
    void shouldRefuseTooFewDistinctCustomers() {
        // Given
        List<CustomerRfm> customers = IntStream.range(0, 200)
                .mapToObj(i -> new CustomerRfm("c" + i, new Rfm(i % 3, 1, Money.of("5"))))
                .toList();

        // When
        // Then
        assertThatThrownBy(() -> first(customers, OPTIONS))
                .isInstanceOf(TooFewCustomersException.class)
                .hasMessage("a model of 4 segments needs at least 4 customers that differ in recency, frequency or"
                        + " monetary, there are 3");
    }

    @Test
    void shouldFitCustomersWithoutAnyRevenue() {
        // Given
        List<CustomerRfm> customers = IntStream.range(0, 200)
                .mapToObj(i -> new CustomerRfm("c" + i, new Rfm(i, 1, Money.of("-1"))))
                .toList();

        // When
        SegmentationModel model = first(customers, OPTIONS);

        // Then
        assertThat(model.segments()).allSatisfy(segment -> {
            assertThat(segment.revenueShare()).isZero();
            assertThat(segment.profile())
                    .extracting(SegmentProfile::averageOrderValue, SegmentProfile::monetary)
                    .containsExactly(0.0, 0.0);
        });
    }

    @Test
    void shouldFitActiveCustomersOnlyAndCountTheOthers() {
        // Given
        List<CustomerRfm> active = SyntheticCustomers.of(400, 3);
        List<CustomerRfm> all = new ArrayList<>(active);
        IntStream.range(0, 300).forEach(i -> all.add(new CustomerRfm("gone" + i, new Rfm(400 + i, 0, Money.ZERO))));

        // When
        SegmentationModel model = first(all, OPTIONS);

        // Then
        assertThat(model.segments()).isEqualTo(first(active, OPTIONS).segments());
        assertThat(model.features()).isEqualTo(first(active, OPTIONS).features());
        assertThat(Objects.requireNonNull(model.training()).input())
                .extracting(TrainingReport.Input::customers, TrainingReport.Input::inactive)
                .containsExactly(400L, 300L);
    }

    @Test
    void shouldRefuseBadOptions() {
        assertThatThrownBy(() -> OPTIONS.withK(1)).hasMessage("k must be 2 to 16, not 1");
        assertThatThrownBy(() -> OPTIONS.withK(17)).hasMessage("k must be 2 to 16, not 17");
        assertThatThrownBy(() -> OPTIONS.withRestarts(0)).hasMessage("restarts must be at least 1, not 0");
        assertThatThrownBy(() -> OPTIONS.withMinCustomers(0)).hasMessage("minCustomers must be at least 1, not 0");
    }

    private SegmentationModel first(List<CustomerRfm> customers, TrainingOptions options) {
        return trainer.train(TestCustomers.of(customers), options, Optional.empty(), FIRST);
    }

    private static double inertia(SegmentationModel model) {
        return Objects.requireNonNull(model.training()).run().inertia();
    }

    private static Map<Segment, List<RfmPoint>> members(SegmentationModel model, List<CustomerRfm> customers) {
        return customers.stream()
                .map(CustomerRfm::rfm)
                .collect(Collectors.groupingBy(
                        rfm -> model.nearest(model.features().scale(rfm)),
                        Collectors.mapping(RfmPoint::of, Collectors.toList())));
    }
}
