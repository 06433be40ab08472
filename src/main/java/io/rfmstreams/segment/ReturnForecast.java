package io.rfmstreams.segment;

import io.rfmstreams.rfm.DayBucket;
import io.rfmstreams.rfm.Expiries;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Rfm;
import io.rfmstreams.rfm.Window;

/**
 * Forecasts when the return probability of customers who buy nothing falls below a threshold. Frequency and monetary are
 * constant until the next bucket leaves the window, so that the day has a closed form until then.
 *
 * @param threshold a probability
 */
record ReturnForecast(ReturnModel model, double threshold, Window window) {

    /**
     * Returns the first time, not before {@code from}, at which the return probability is below the threshold.
     *
     * @param from epoch milliseconds, not before the last change of the history
     * @return epoch milliseconds; {@link ForecastPath#NEVER} if there is none before the year 10000 or before the customer
     *     becomes inactive
     */
    long firstBelow(PurchaseHistory history, long from) {
        Expiries expiries = history.at(from, window).buckets().expiries(window, from);
        long lastPurchaseAt = history.lastPurchaseAt();
        long start = from;
        while (expiries.frequency() > 0) {
            long frequency = expiries.frequency();
            Money monetary = new Money(expiries.units());
            long end = expiries.hasNext() ? expiries.next() : ForecastPath.NEVER;
            long today = Rfm.recencyDays(lastPurchaseAt, start);
            long day = model.firstDayBelow(threshold, frequency, monetary, today);
            if (day != ReturnModel.NEVER) {
                long at = day == today ? start : lastPurchaseAt + day * DayBucket.DAY_MILLIS;
                if (at < end && at <= ForecastPath.LAST_MOMENT) {
                    return at;
                }
            }
            start = end;
        }
        return ForecastPath.NEVER;
    }
}
