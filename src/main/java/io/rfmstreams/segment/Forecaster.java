package io.rfmstreams.segment;

import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Projection.Decline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what becomes of customers who buy nothing. */
final class Forecaster {

    private final Window window;
    private final SegmentRules rules;
    private final ChurnPolicy churn;

    Forecaster(Window window, SegmentRules rules, ChurnPolicy churn) {
        this.window = window;
        this.rules = rules;
        this.churn = churn;
    }

    /**
     * Looks ahead as far as one must know to meet what comes next.
     *
     * @param customer as evaluated last
     * @param model the model to evaluate by; null for none
     * @param watched where the customer stands, if leaving it for a lower-ranked segment is to be warned of; else null
     */
    Projection projection(Customer customer, @Nullable SegmentationModel model, @Nullable SegmentRef watched) {
        ForecastPath path = new ForecastPath(customer, model, rules, window);
        long boundary = path.boundary();
        if (isMissing(model, customer) || !path.next()) {
            return new Projection(null, null, boundary);
        }
        NextChange next = path.move();
        return new Projection(next, watched == null ? null : decline(path, watched, customer), boundary);
    }

    Rfm rfm(Customer customer, long now) {
        return customer.history().rfm(window, now);
    }

    /** The whole way of a customer who buys nothing, until nothing changes any more. */
    List<NextChange> forecast(Customer customer, @Nullable SegmentationModel model) {
        List<NextChange> moves = new ArrayList<>();
        ForecastPath path = new ForecastPath(customer, model, rules, window);
        while (!isMissing(model, customer) && path.next()) {
            moves.add(path.move());
        }
        return moves;
    }

    /** Whether the customer's model is not at hand: then nobody knows where time leads. */
    private static boolean isMissing(@Nullable SegmentationModel model, Customer customer) {
        return model == null && customer.modelVersion() != 0;
    }

    /** The first move below a segment, from the one on to which the path has come. */
    private @Nullable Decline decline(ForecastPath path, SegmentRef watched, Customer customer) {
        do {
            if (path.standing().segment().isBelow(watched)) {
                long warnsAt = churn.warnsAt(path.at(), customer.history().lastPurchaseAt());
                return new Decline(path.standing(), path.at(), warnsAt);
            }
        } while (path.next());
        return null;
    }
}
