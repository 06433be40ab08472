package io.rfmstreams.app;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.contract.Timestamps;
import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import org.jspecify.annotations.Nullable;

/** Profiles of customers whose last purchase was on 2024-01-01. */
final class TestProfiles {

    static final long LAST_PURCHASE = Timestamps.parse("2024-01-01T10:00:00Z");

    private TestProfiles() {}

    static CustomerProfile profile(
            String customerId, String segment, @Nullable Integer modelVersion, long frequency, String monetary) {
        return new CustomerProfile(
                customerId,
                segment,
                Timestamps.parse("2024-01-01T12:00:00.5Z"),
                new Rfm(0, frequency, Money.of(monetary)),
                Timestamps.parse("2023-06-01T00:00:00Z"),
                LAST_PURCHASE,
                modelVersion,
                null,
                LAST_PURCHASE);
    }
}
