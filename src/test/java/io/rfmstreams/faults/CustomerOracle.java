package io.rfmstreams.faults;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.HistoryOracle;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.HistoryUpdate.Outcome;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.SegmentationModel;
import io.rfmstreams.topology.Timeline;
import io.rfmstreams.topology.TimelineOracle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One customer by the slow oracles of the rules, which share no computation with the program. */
final class CustomerOracle {

    private static final Set<Outcome> WITHOUT_EFFECT =
            EnumSet.of(Outcome.DUPLICATE, Outcome.CONFLICTING_DUPLICATE, Outcome.REFUND_IGNORED);

    private final HistoryRules history;
    private final TimelineOracle.Rules rules;
    private final List<String> moves = new ArrayList<>();
    private final List<String> fadings = new ArrayList<>();
    private HistoryOracle orders;
    private TimelineOracle timeline;

    CustomerOracle(HistoryRules history, TimelineOracle.Rules rules, @Nullable SegmentationModel model) {
        this.history = history;
        this.rules = rules;
        orders = new HistoryOracle(history);
        timeline = new TimelineOracle(rules, model);
    }

    /** Takes an event. The clock of the task is {@code now} after it. */
    void take(CustomerEvent event, long now) {
        if (!WITHOUT_EFFECT.contains(orders.take(event, now))) {
            timeline.apply(event, now);
        }
    }

    void erase(long now, @Nullable SegmentationModel model) {
        timeline.advanceTo(now);
        keep();
        if (orders.hasCustomer()) {
            moves.add(now + "  ");
        }
        orders = new HistoryOracle(history);
        timeline = new TimelineOracle(rules, model);
    }

    void activate(SegmentationModel model, long now) {
        timeline.activate(model, now);
    }

    void advanceTo(long now) {
        timeline.advanceTo(now);
    }

    /** Returns all moves and FADING alerts, in the form of {@link Timeline#of}. */
    Timeline timeline() {
        keep();
        return new Timeline(moves, fadings);
    }

    /** Returns first and last purchase, recency, frequency and monetary; null if there is no customer. */
    @Nullable
    String state(long now) {
        if (!orders.hasCustomer()) {
            return null;
        }
        Rfm rfm = orders.rfm(now);
        return orders.first() + " " + orders.last(now) + " " + rfm.recencyDays() + " " + rfm.frequency() + " "
                + rfm.monetary();
    }

    private void keep() {
        moves.addAll(timeline.timeline().moves());
        fadings.addAll(timeline.timeline().fadings());
        timeline.timeline().moves().clear();
        timeline.timeline().fadings().clear();
    }
}
