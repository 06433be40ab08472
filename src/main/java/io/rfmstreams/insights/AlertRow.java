package io.rfmstreams.insights;

import io.rfmstreams.rfm.Money;
import io.rfmstreams.rfm.Rfm;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code alerts}. Times are epoch milliseconds. */
record AlertRow(UUID alertId, String customerId, String kind, long raisedAt, Departure departure, Loss loss) {

    /** The move that the alert is about. Segments are ids. */
    record Departure(
            String from,
            String to,
            String best,
            long expectedAt,
            boolean late,
            String action,
            @Nullable Integer modelVersion) {}

    /** What is lost with the customer. */
    record Loss(
            Rfm rfm,
            Money monetaryAtStake,
            @Nullable Double returnProbability,
            @Nullable Double valueAtRisk) {}

    /** Decodes a message of {@code churn-alerts}. */
    static AlertRow decode(byte[] value) throws IOException {
        return RowJson.decode(
                value,
                json -> new AlertRow(
                        UUID.fromString(json.text("alertId")),
                        json.text("customerId"),
                        json.text("kind"),
                        json.time("raisedAt"),
                        new Departure(
                                json.object("from").text("id"),
                                json.object("to").text("id"),
                                json.object("best").text("id"),
                                json.time("expectedAt"),
                                json.flag("late"),
                                json.text("action"),
                                json.version("modelVersion")),
                        new Loss(
                                json.rfm("rfm"),
                                json.money("monetaryAtStake"),
                                json.decimal("returnProbability"),
                                json.decimal("valueAtRisk"))));
    }
}
