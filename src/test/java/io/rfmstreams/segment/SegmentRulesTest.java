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
import io.rfmstreams.segment.FeatureScaling.Scaling;
import io.rfmstreams.segment.FeatureScaling.Transform;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
        SegmentRules rules = new SegmentRules(OFF, 0);
        assertThat(evaluate(rules, 50, "near").segment().id()).isEqualTo("near");
        assertThat(evaluate(rules, 51, "near").segment().id()).isEqualTo("far");
    }

    @Test
    void shouldStayUntilAnotherCentroidIsNearerByMoreThanTheHysteresis() {
        // On the recency axis d²(near) − d²(far) = 200 · x − 10000, which is 400 at 52 days.
        SegmentRules rules = new SegmentRules(OFF, 400);
        assertThat(evaluate(rules, 52, "near").segment().id()).isEqualTo("near");
        assertThat(evaluate(rules, 53, "near").segment().id()).isEqualTo("far");
        assertThat(evaluate(rules, 52, "new").segment().id()).isEqualTo("far");
        assertThat(evaluate(rules, 52, "gone").segment().id()).isEqualTo("far");
    }

    @Test
    void shouldApplyColdStartFirst() {
        SegmentRules rules = new SegmentRules(new ColdStart(2, 30 * DAY), 0);
        long end = 130 * DAY;
        assertThat(at(rules, model(), end - 1).segment()).isEqualTo(ReservedSegment.NEW.ref());
        assertThat(at(rules, null, end - 1).segment()).isEqualTo(ReservedSegment.NEW.ref());
        assertThat(at(rules, model(), end).segment().id()).isEqualTo("near");
        assertThat(at(rules, null, end).segment()).isEqualTo(ReservedSegment.UNASSIGNED.ref());
    }

    @Test
    void shouldRefuseNegativeHysteresis() {
        assertThatThrownBy(() -> new SegmentRules(OFF, -1)).hasMessageContaining("hysteresis");
        assertThatThrownBy(() -> new SegmentRules(OFF, Double.NaN)).hasMessageContaining("hysteresis");
    }

    private static Assignment at(SegmentRules rules, @Nullable SegmentationModel model, long now) {
        return rules.evaluate(model, ONE_ORDER, new Rfm(1, 1, Money.ZERO), "unassigned", now);
    }

    private static Assignment evaluate(SegmentRules rules, long recencyDays, String segmentId) {
        return rules.evaluate(model(), ONE_ORDER, new Rfm(recencyDays, 0, Money.ZERO), segmentId, 200 * DAY);
    }

    private static SegmentationModel model() {
        FeatureScaling plain = new FeatureScaling(Transform.IDENTITY, Scaling.STANDARD, 0, 1);
        return new SegmentationModel(
                1,
                0,
                0,
                null,
                Window.LIFETIME,
                new FeatureSpace(plain, plain, plain),
                List.of(
                        new Segment("near", "Near", 1, new RfmPoint(0, 0, 0), null, 0, 0, "-"),
                        new Segment("far", "Far", 2, new RfmPoint(100, 0, 0), null, 0, 0, "-")),
                null,
                null,
                List.of());
    }
}
