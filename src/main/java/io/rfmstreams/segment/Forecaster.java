package io.rfmstreams.segment;

import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.segment.ChurnSignal.Departure;
import io.rfmstreams.segment.Projection.PendingAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Forecasts the segment changes of customers who buy nothing. */
final class Forecaster {

    private final HistoryRules historyRules;
    private final SegmentRules rules;
    private final ChurnPolicy churn;
    private final ReturnForecast returns;

    Forecaster(HistoryRules historyRules, SegmentRules rules, ChurnPolicy churn) {
        this.historyRules = historyRules;
        this.rules = rules;
        this.churn = churn;
        returns = new ReturnForecast(churn);
    }

    /**
     * Returns the next events that time alone will bring to a customer.
     *
     * @param customer the customer as of the last evaluation
     * @param rfm RFM at that time
     * @param model the model to evaluate by; null for none
     * @param watched the customer's segment if leaving it is to be announced by a SLIPPING alert; null otherwise
     */
    Projection project(Customer customer, Rfm rfm, @Nullable SegmentationModel model, @Nullable SegmentRef watched) {
        ForecastPath path = new ForecastPath(customer, model, rules, historyRules.window());
        long rowsExpireAt =
                customer.history().rowsExpireAt(customer.evaluation().at(), historyRules);
        long boundary = path.boundary();
        if (isMissing(model, customer) || !path.next()) {
            long fadesAt = returns.belowAt(customer, rfm, model, boundary);
            return new Projection(null, null, fadesAt, boundary, rowsExpireAt);
        }
        NextChange next = path.change();
        PendingAlert alert = watched == null ? null : pendingAlert(path, watched, customer);
        long fadesAt = returns.belowAt(customer, rfm, model, Math.min(next.at(), boundary));
        return new Projection(next, alert, fadesAt, boundary, rowsExpireAt);
    }

    Rfm rfm(Customer customer, long now) {
        return customer.history().rfm(historyRules.window(), now);
    }

    /** Returns all segment changes of a customer who buys nothing, in order. */
    List<NextChange> forecast(Customer customer, @Nullable SegmentationModel model) {
        List<NextChange> changes = new ArrayList<>();
        walk(customer, model, path -> changes.add(path.change()));
        return changes;
    }

    /** Returns the same with the return probability at each change. */
    List<ForecastStep> steps(Customer customer, @Nullable SegmentationModel model) {
        List<ForecastStep> steps = new ArrayList<>();
        walk(customer, model, path -> steps.add(new ForecastStep(path.change(), path.returnProbability())));
        return steps;
    }

    private void walk(Customer customer, @Nullable SegmentationModel model, Consumer<ForecastPath> visitor) {
        ForecastPath path = new ForecastPath(customer, model, rules, historyRules.window());
        while (!isMissing(model, customer) && path.next()) {
            visitor.accept(path);
        }
    }

    /** Returns whether the customer's model is missing. Then there is no forecast. */
    private static boolean isMissing(@Nullable SegmentationModel model, Customer customer) {
        return model == null && customer.evaluation().modelVersion() != 0;
    }

    /** Searches the path, from its present change on, for the first move into a segment below the watched one. */
    private @Nullable PendingAlert pendingAlert(ForecastPath path, SegmentRef watched, Customer customer) {
        do {
            if (path.assignment().segment().isBelow(watched)) {
                long dueAt = churn.alertDueAt(path.at(), customer.history().lastPurchaseAt());
                return new PendingAlert(new Departure(watched, path.assignment(), path.at()), dueAt);
            }
        } while (path.next());
        return null;
    }
}
