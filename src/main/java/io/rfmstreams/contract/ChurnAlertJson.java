package io.rfmstreams.contract;

import io.rfmstreams.segment.NextChange;
import io.rfmstreams.segment.Slip;

/** The JSON of the {@code churn-alerts} topic. */
public final class ChurnAlertJson {

    private static final int USUAL_SIZE = 1_024;

    private ChurnAlertJson() {}

    public static byte[] encode(ChurnAlert alert) {
        Slip slip = alert.slip();
        JsonWriter json = new JsonWriter(USUAL_SIZE)
                .open('{')
                .string("alertId", alert.alertId().toString())
                .string("customerId", alert.customerId())
                .string("kind", slip.kind().name())
                .time("raisedAt", slip.raisedAt())
                .segment("from", slip.from())
                .close('}')
                .segment("to", slip.to())
                .close('}')
                .segment("best", slip.best())
                .close('}')
                .time("expectedAt", slip.expectedAt())
                .rfm("rfm", slip.rfm())
                .money("monetaryAtStake", slip.rfm().monetary().atLeastZero())
                .field("forecast")
                .open('[');
        for (NextChange move : slip.forecast()) {
            json.next()
                    .open('{')
                    .string("segment", move.segment())
                    .time("at", move.at())
                    .close('}');
        }
        return json.close(']')
                .string("action", slip.action())
                .integer("modelVersion", slip.modelVersion())
                .close('}')
                .toByteArray();
    }
}
