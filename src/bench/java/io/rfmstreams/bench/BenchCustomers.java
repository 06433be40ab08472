package io.rfmstreams.bench;

import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.PurchaseHistory;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.Customer.Evaluation;
import io.rfmstreams.segment.Customer.Membership;
import io.rfmstreams.segment.Inactivity;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.segment.SegmentationModel;
import java.time.Duration;

/** The customers and rules by which the parts that every purchase passes are measured. */
public final class BenchCustomers {

    /** Epoch milliseconds. */
    public static final long NOW = Timestamps.parse("2025-03-01T12:00:00Z");

    public static final HistoryRules RULES = HistoryRules.of(Window.ofDays(365), Duration.ofDays(30));
    public static final SegmentRules SEGMENTS =
            new SegmentRules(new ColdStart(2, Duration.ofDays(30).toMillis()), 0.25, DirectionRule.MONOTONE);
    public static final ChurnPolicy CHURN =
            ChurnPolicy.of("1,2", Duration.ofDays(14).toMillis(), 0.5);
    public static final SegmentationModel MODEL = BenchModel.ofSegments(4);

    private BenchCustomers() {}

    /** Returns a customer with an order every nine days. */
    public static Customer withTenOrders() {
        return customer(10, Duration.ofDays(9).toMillis());
    }

    /** Returns a customer with an order every forty minutes. */
    public static Customer withThousandOrders() {
        return customer(1_000, Duration.ofMinutes(40).toMillis());
    }

    private static Customer customer(int orders, long every) {
        PurchaseHistory history = PurchaseHistory.EMPTY;
        for (int i = 0; i < orders; i++) {
            long at = NOW - (orders - i) * every;
            Purchase purchase = new Purchase("o-" + (1_000_000 + i), new Money(100L * (1_000 + i)), at);
            history = history.apply(purchase, 1_000_000 + i, at, RULES, KeptRows.NONE)
                    .history();
        }
        return new Customer(
                1_000_000,
                new Membership("segment-2", NOW - every, 5),
                new Evaluation(1, 1, NOW),
                NOW + every,
                Inactivity.startingIn("segment-2"),
                history);
    }
}
