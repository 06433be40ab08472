package io.rfmstreams.insights;

import io.rfmstreams.contract.CustomerProfile;
import io.rfmstreams.segment.NextChange;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Writes the table {@code customers}. */
final class CustomerWriter {

    private final WriteConnection connection;

    CustomerWriter(WriteConnection connection) {
        this.connection = connection;
    }

    /** Replaces the rows of customers; without a profile, deletes them. */
    void write(Map<String, Optional<CustomerProfile>> customers) throws SQLException {
        if (customers.isEmpty()) {
            return;
        }
        connection.deleteCustomers("customers", customers.keySet());
        try (RowAppender rows = connection.append("customers")) {
            for (Optional<CustomerProfile> profile : customers.values()) {
                if (profile.isPresent()) {
                    append(rows, profile.get());
                }
            }
        }
    }

    private static void append(RowAppender rows, CustomerProfile profile) throws SQLException {
        NextChange next = profile.nextChange();
        rows.beginRow()
                .text(profile.customerId())
                .text(profile.segment())
                .time(profile.since())
                .number(profile.rfm().frequency())
                .money(profile.rfm().monetary())
                .time(profile.firstPurchaseAt())
                .time(profile.lastPurchaseAt())
                .integer(profile.modelVersion())
                .text(next == null ? null : next.segment())
                .time(next == null ? null : next.at())
                .time(profile.updatedAt())
                .endRow();
    }
}
