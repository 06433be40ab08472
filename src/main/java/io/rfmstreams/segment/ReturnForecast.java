package io.rfmstreams.segment;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.Rfm;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts when the return probability of a customer who buys nothing falls below the threshold of {@link
 * ChurnSignal.Kind#FADING} alerts.
 */
final class ReturnForecast {

    private final ChurnPolicy policy;

    ReturnForecast(ChurnPolicy policy) {
        this.policy = policy;
    }

    /**
     * Returns the first time, from the last evaluation on, at which the return probability is below the threshold while
     * an alert is possible. For a customer whose best segment is not watched it considers only the time of the evaluation.
     *
     * @param customer the customer as of the last evaluation
     * @param rfm RFM at that time
     * @param model the model to evaluate by; null for none
     * @param until when the customer is evaluated next, epoch milliseconds; frequency and monetary are constant until then
     * @return epoch milliseconds, before {@code until}; {@link ForecastPath#NEVER} if there is no such time
     */
    long belowAt(Customer customer, Rfm rfm, @Nullable SegmentationModel model, long until) {
        ReturnModel returns = model == null ? null : model.returnModel();
        if (model == null || returns == null || customer.inactivity().fading() != Fading.POSSIBLE) {
            return ForecastPath.NEVER;
        }
        long lastPurchaseAt = customer.history().lastPurchaseAt();
        long today = rfm.recencyDays();
        long lastDay = policy.watches(customer.inactivity().best(), model)
                ? Rfm.recencyDays(lastPurchaseAt, Math.min(until - 1, ForecastPath.LAST_MOMENT))
                : today;
        long day = returns.firstDayBelow(policy.returnThreshold(), rfm, lastDay);
        if (day == ReturnModel.NEVER) {
            return ForecastPath.NEVER;
        }
        return day == today ? customer.evaluation().at() : lastPurchaseAt + day * DayBucket.DAY_MILLIS;
    }
}
