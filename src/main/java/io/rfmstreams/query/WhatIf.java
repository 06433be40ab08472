package io.rfmstreams.query;

import io.rfmstreams.rfm.Money;
import org.jspecify.annotations.Nullable;

/** A hypothetical event of a customer. */
public sealed interface WhatIf {

    /**
     * The customer buys.
     *
     * @param amount at least 0
     * @param occurredAt epoch milliseconds; null for the task's current time
     */
    record Purchase(Money amount, @Nullable Long occurredAt) implements WhatIf {}

    /** The customer buys nothing for a number of days, 0 to {@link #MAX_DAYS}. */
    record Wait(int days) implements WhatIf {

        /** About a hundred years. */
        public static final int MAX_DAYS = 36_525;

        public Wait {
            if (days < 0 || days > MAX_DAYS) {
                throw new QueryException(QueryError.BAD_REQUEST, "waitDays must be 0 to " + MAX_DAYS + ", not " + days);
            }
        }
    }
}
