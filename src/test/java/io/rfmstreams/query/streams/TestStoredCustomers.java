package io.rfmstreams.query.streams;

import io.rfmstreams.query.Freshness;
import io.rfmstreams.query.StoredCustomer;
import io.rfmstreams.rfm.CustomerEvent.Purchase;
import io.rfmstreams.rfm.HistoryRules;
import io.rfmstreams.rfm.KeptRows;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Window;
import io.rfmstreams.segment.Activation;
import io.rfmstreams.segment.ChurnPolicy;
import io.rfmstreams.segment.ColdStart;
import io.rfmstreams.segment.Customer;
import io.rfmstreams.segment.ReceivedEvent;
import io.rfmstreams.segment.SegmentRules;
import io.rfmstreams.segment.SegmentRules.DirectionRule;
import io.rfmstreams.segment.Segmenter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stored customers for tests. */
final class TestStoredCustomers {

    static final long NOW = 1_700_000_000_123L;

    private TestStoredCustomers() {}

    /** Returns a customer with one purchase. */
    static Customer buyer() {
        Segmenter segmenter = new Segmenter(
                HistoryRules.of(Window.ofDays(365), Duration.ofDays(30)),
                new SegmentRules(new ColdStart(1, 0), 0, DirectionRule.MONOTONE),
                ChurnPolicy.of("", 1, 0),
                version -> Optional.empty());
        return segmenter
                .apply(
                        null,
                        KeptRows.NONE,
                        new ReceivedEvent(new Purchase("1", Money.of("12.5"), NOW), NOW, 9),
                        List.of())
                .update()
                .orElseThrow()
                .customer();
    }

    /** Returns the same customer with two models. */
    static StoredCustomer of(Freshness freshness) {
        return new StoredCustomer(
                buyer(), NOW, List.of(new Activation(7, NOW - 10, 3), new Activation(8, NOW, 5)), freshness);
    }
}
