package io.rfmstreams.training;

import io.rfmstreams.rfm.CustomerEvent;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.HistoryUpdate;
import io.rfmstreams.rfm.PurchaseHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * The purchases and refunds of one customer in the order of their arrival. It rebuilds the customer's history at any time,
 * from the events that are dated up to then. An event that arrived late is part of the history from its own date on.
 *
 * <p>The clock of a rebuilt history is the latest date so far of the customer's own events.
 */
final class PastEvents {

    private final List<CustomerEvent> accepted = new ArrayList<>();
    private final HistoryRules rules;

    /** Leaves out the events that change nothing because an earlier one with the same id counts, and rejected ones. */
    PastEvents(List<CustomerEvent> events, HistoryRules rules) {
        this.rules = rules;
        Rebuilt whole = new Rebuilt();
        for (CustomerEvent event : events) {
            if (whole.apply(event).outcome().isAccepted()) {
                accepted.add(event);
            }
        }
    }

    /** Returns the history at a time, epoch milliseconds. */
    PurchaseHistory at(long time) {
        Rebuilt rebuilt = new Rebuilt();
        for (CustomerEvent event : accepted) {
            if (event.occurredAt() <= time) {
                rebuilt.apply(event);
            }
        }
        return rebuilt.history.at(time, rules.window());
    }

    private final class Rebuilt {

        private final CustomerRows rows = new CustomerRows();
        private PurchaseHistory history = PurchaseHistory.EMPTY;
        private long now = Long.MIN_VALUE;
        private long position;

        HistoryUpdate apply(CustomerEvent event) {
            long moved = Math.max(now, event.occurredAt());
            HistoryUpdate update = history.apply(event, position++, moved, rules, rows);
            if (update.outcome().isAccepted()) {
                now = moved;
                history = update.history();
                rows.apply(update.rows());
            }
            return update;
        }
    }
}
