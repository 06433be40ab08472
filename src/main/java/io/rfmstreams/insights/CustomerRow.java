package io.rfmstreams.insights;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.segment.NextChange;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code customers}. Times are epoch milliseconds. Rows share the texts of segment ids.
 *
 * @param since time at which the customer moved into the segment
 * @param units monetary value in 1/10,000 of the currency's main unit, may be negative
 * @param modelVersion version of the model that assigned the segment; 0 without a model
 * @param next the next change if the customer buys nothing; null if there is none or it is not known
 */
public record CustomerRow(
        String id,
        String segment,
        long since,
        long frequency,
        long units,
        long firstPurchaseAt,
        long lastPurchaseAt,
        int modelVersion,
        @Nullable NextChange next,
        long updatedAt) {

    public CustomerRow {
        segment = segment.intern();
        next = next == null ? null : new NextChange(next.segment().intern(), next.at());
    }

    static CustomerRow of(CustomerProfile profile) {
        Integer version = profile.modelVersion();
        return new CustomerRow(
                profile.customerId(),
                profile.segment(),
                profile.since(),
                profile.rfm().frequency(),
                profile.rfm().monetary().units(),
                profile.firstPurchaseAt(),
                profile.lastPurchaseAt(),
                version == null ? 0 : version,
                profile.nextChange(),
                profile.updatedAt());
    }
}
