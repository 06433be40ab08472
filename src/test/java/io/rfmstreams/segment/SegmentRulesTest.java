package io.rfmstreams.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import io.rfmstreams.segment.SegmentMove.Direction;
import io.rfmstreams.segment.SegmentMove.PreviousSegment;
import io.rfmstreams.segment.SegmentMove.Reason;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentRulesTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final ColdStart OFF = new ColdStart(1, 0);
    private static final PurchaseHistory ONE_ORDER = PurchaseHistory.EMPTY
            .apply(
                    new Purchase("1", Money.of("5"), 100 * DAY),
                    0,
                    100 * DAY,
                    HistoryRules.of(Window.ofDays(365), Duration.ofDays(30)),
                    KeptRows.NONE)
            .history();

    @Test
    void shouldAssignToTheNearestWithoutHysteresis() {
        SegmentRules rules = rules(0);
        assertThat(evaluate(rules, 50, "near")).isEqualTo("near");
        assertThat(evaluate(rules, 51, "near")).isEqualTo("far");
    }

    @Test
    void shouldStayUntilAnotherCentroidIsNearerByMoreThanTheHysteresis() {
        // On the recency axis d²(near) − d²(far) = 200 · x − 10000, which is 400 at 52 days.
        SegmentRules rules = rules(400);
        assertThat(evaluate(rules, 52, "near")).isEqualTo("near");
        assertThat(evaluate(rules, 53, "near")).isEqualTo("far");
        assertThat(evaluate(rules, 52, "new")).isEqualTo("far");
        assertThat(evaluate(rules, 52, "gone")).isEqualTo("far");
    }

    @Test
    void shouldMultiplyTheHysteresisByTheSpreadOfTheModel() {
        // Given a threshold of 1,600 · 0.25
        SegmentRules rules = rules(1_600);
        SegmentationModel model = model(0.25);

        // Then
        assertThat(assign(rules, model, 52, "near", Reason.TIME)).isEqualTo("near");
        assertThat(assign(rules, model, 53, "near", Reason.TIME)).isEqualTo("far");
    }

    @ParameterizedTest
    @CsvSource({
        // A customer of the middle segment at a recency at which the first, or the last one is nearest
        "MONOTONE, TIME,     0,   middle",
        "MONOTONE, TIME,     100, far",
        "MONOTONE, REFUND,   0,   middle",
        "MONOTONE, REFUND,   100, far",
        "MONOTONE, PURCHASE, 0,   near",
        "MONOTONE, PURCHASE, 100, middle",
        "MONOTONE, MODEL,    0,   near",
        "MONOTONE, MODEL,    100, far",
        "FREE,     TIME,     0,   near",
        "FREE,     TIME,     100, far",
        "FREE,     PURCHASE, 0,   near",
        "FREE,     PURCHASE, 100, far"
    })
    void shouldMoveUpByPurchaseAndDownByTimeAlone(DirectionRule direction, Reason reason, long days, String expected) {
        // Given
        SegmentRules rules = new SegmentRules(OFF, 0, direction);

        // Then
        assertThat(assign(rules, three(), days, "middle", reason)).isEqualTo(expected);
    }

    @Test
    void shouldTakeTheNearestOfTheCandidatesAndCompareItWithThePresentSegment() {
        // At 40 days the nearest of all is the middle one, which a purchase cannot lead to from there.
        SegmentRules rules = new SegmentRules(OFF, 0, DirectionRule.MONOTONE);
        assertThat(assign(rules, three(), 40, "far", Reason.PURCHASE)).isEqualTo("middle");
        assertThat(assign(rules, three(), 40, "near", Reason.PURCHASE)).isEqualTo("near");
        assertThat(assign(rules, three(), 40, "near", Reason.TIME)).isEqualTo("middle");
    }

    @Test
    void shouldPreferTheLowerIndexAtATieOnlyWithoutHysteresis() {
        assertThat(assign(new SegmentRules(OFF, 0, DirectionRule.FREE), model(1), 50, "far", Reason.MODEL))
                .isEqualTo("near");
        assertThat(assign(new SegmentRules(OFF, 0.25, DirectionRule.FREE), model(1), 50, "far", Reason.MODEL))
                .isEqualTo("far");
        assertThat(assign(new SegmentRules(OFF, 0.25, DirectionRule.FREE), model(0), 50, "far", Reason.MODEL))
                .isEqualTo("far");
    }

    @Test
    void shouldApplyColdStartBeforeTheModel() {
        SegmentRules rules = new SegmentRules(new ColdStart(2, 30 * DAY), 0, DirectionRule.MONOTONE);
        long end = 130 * DAY;
        assertThat(at(rules, model(1), 1, end - 1)).isEqualTo("new");
        assertThat(at(rules, null, 1, end - 1)).isEqualTo("new");
        assertThat(at(rules, model(1), 1, end)).isEqualTo("near");
        assertThat(at(rules, null, 1, end)).isEqualTo("unassigned");
    }

    @Test
    void shouldBeInactiveWithoutAnOrderThatCounts() {
        SegmentRules rules = new SegmentRules(new ColdStart(2, 30 * DAY), 0, DirectionRule.MONOTONE);
        assertThat(at(rules, model(1), 0, 101 * DAY)).isEqualTo("inactive");
        assertThat(at(rules, null, 0, 101 * DAY)).isEqualTo("inactive");
        assertThat(at(rules, model(1), 0, 500 * DAY)).isEqualTo("inactive");
    }

    @Test
    void shouldPutInactiveBelowEveryRank() {
        SegmentRef lost = new SegmentRef("lost", "Lost", 4);
        SegmentRef inactive = ReservedSegment.INACTIVE.ref();
        SegmentRef unassigned = ReservedSegment.UNASSIGNED.ref();
        assertThat(direction(lost, inactive)).isEqualTo(Direction.DOWN);
        assertThat(direction(inactive, lost)).isEqualTo(Direction.UP);
        assertThat(direction(unassigned, inactive)).isEqualTo(Direction.NEW);
        assertThat(direction(inactive, ReservedSegment.NEW.ref())).isEqualTo(Direction.NEW);
        assertThat(direction(lost, new SegmentRef("lost-2", "Lost II", 4))).isEqualTo(Direction.SAME_RANK);
    }

    @Test
    void shouldRefuseNegativeHysteresis() {
        assertThatThrownBy(() -> rules(-1)).hasMessageContaining("hysteresis");
        assertThatThrownBy(() -> rules(Double.NaN)).hasMessageContaining("hysteresis");
    }

    private static SegmentRules rules(double hysteresis) {
        return new SegmentRules(OFF, hysteresis, DirectionRule.MONOTONE);
    }

    private static Direction direction(SegmentRef from, SegmentRef to) {
        Rfm rfm = new Rfm(1, 1, Money.ZERO);
        return new SegmentMove(
                        2,
                        Reason.MODEL,
                        0,
                        new PreviousSegment(from, 0, rfm),
                        new Assignment(to, ""),
                        rfm,
                        null,
                        new Explanation(1, List.of()),
                        null)
                .direction();
    }

    private static String at(SegmentRules rules, @Nullable SegmentationModel model, long frequency, long now) {
        return id(rules, model, new Rfm(1, frequency, Money.ZERO), "unassigned", Reason.TIME, now);
    }

    private static String evaluate(SegmentRules rules, long recencyDays, String segmentId) {
        return assign(rules, model(1), recencyDays, segmentId, Reason.TIME);
    }

    private static String assign(
            SegmentRules rules, SegmentationModel model, long recencyDays, String segmentId, Reason reason) {
        return id(rules, model, new Rfm(recencyDays, 1, Money.ZERO), segmentId, reason, 200 * DAY);
    }

    private static String id(
            SegmentRules rules, @Nullable SegmentationModel model, Rfm rfm, String segmentId, Reason reason, long now) {
        Trigger trigger = new Trigger(reason, new Evaluation(1, 1, now));
        return rules.evaluate(model, ONE_ORDER, rfm, segmentId, trigger)
                .segment()
                .id();
    }

    private static SegmentationModel model(double spread) {
        return model(
                spread,
                new Segment("near", "Near", 1, new RfmPoint(0, 0, 0), null, 0, 0, "-"),
                new Segment("far", "Far", 2, new RfmPoint(100, 0, 0), null, 0, 0, "-"));
    }

    private static SegmentationModel three() {
        return model(
                1,
                new Segment("near", "Near", 1, new RfmPoint(0, 0, 0), null, 0, 0, "-"),
                new Segment("middle", "Middle", 2, new RfmPoint(50, 0, 0), null, 0, 0, "-"),
                new Segment("far", "Far", 3, new RfmPoint(100, 0, 0), null, 0, 0, "-"));
    }

    private static SegmentationModel model(double spread, Segment... segments) {
        FeatureScaling plain = new FeatureScaling(Transform.IDENTITY, Scaling.STANDARD, 0, 1);
        return new SegmentationModel(
                1,
                0,
                0,
                null,
                Window.LIFETIME,
                new FeatureSpace(plain, plain, plain, spread),
                List.of(segments),
                null,
                null,
                null,
                List.of());
    }
}
